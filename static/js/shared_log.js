// The log of somebody else's session, which a trainer writes with a signal: each verb is its form.
import { toast } from "@app/toast.js"

export class SharedLog {
  constructor(root) { this.root = root }

  async replay() { /* nothing of it is kept on this device */ }

  logSet(row) {
    const was = row.isDone
    row.mark(true)
    this.#send(row, row.form.action, was)
  }

  undoSet(row) {
    row.mark(false)
    row.put("rpe", "")
    this.#send(row, row.button.dataset.undo, true)
  }

  rateSet(row) { this.#send(row, row.form.action, true) }

  async #send(row, url, was) {
    this.root.dispatchEvent(new CustomEvent("log:changed"))
    const options = { method: "POST", body: new FormData(row.form), headers: { Accept: "application/json" } }
    const response = await fetch(url, options).catch(() => null)
    const { bests, errors } = await response?.json().catch(() => null) ?? {}
    if (response?.ok) return this.root.dispatchEvent(new CustomEvent("log:bests", { detail: { bests: bests ?? [], row } }))
    row.mark(was)
    toast(Object.values(errors ?? {}).flat().join(" ") || "This could not be saved. Check the signal and try again.", { icon: "alert", bad: true, ms: 9000 })
    this.root.dispatchEvent(new CustomEvent("log:changed"))
  }
}
