// The line that says how many sets wait on this device.
import { Controller } from "@hotwired/stimulus"
import { count } from "@app/outbox.js"
import { toast } from "@app/toast.js"

export default class extends Controller {
  static targets = [ "words" ]

  connect() {
    this.listening = new AbortController()
    addEventListener("outbox:changed", () => this.paint(), { signal: this.listening.signal })
    this.paint()
  }

  disconnect() { this.listening.abort() }

  paint() {
    const waiting = count()
    const sets = `${waiting} ${waiting === 1 ? "change" : "changes"}`
    this.wordsTarget.textContent = `No signal. ${sets} kept on this device until there is.`
    if (this.waited && !waiting) toast("Everything is saved", { icon: "cloud-check" })
    this.waited = waiting > 0
    this.element.hidden = !waiting
  }
}
