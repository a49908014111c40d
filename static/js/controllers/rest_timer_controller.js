// Counts a rest down, and on past zero until the next set; after a reload and in other tabs too.
import { Controller } from "@hotwired/stimulus"
import { showRestAgain } from "@app/rest.js"
import { ask, keep, kept, KEY, tell } from "@app/resting.js"
import { clock } from "@app/set_row.js"

const SEEN_MS = 2000 // who looks at the page this long before the end needs no message

export default class extends Controller {
  static targets = [ "remaining", "bar", "said" ]

  connect() {
    const { signal } = this.listening = new AbortController()
    addEventListener("storage", ({ key }) => { if (key === KEY) this.#resume(kept(this.#log.logSession)) }, { signal })
    document.addEventListener("visibilitychange", () => this.#looked(), { signal })
    this.#comeBack()
  }

  disconnect() {
    this.listening.abort()
    this.#stop()
  }

  start({ detail: { seconds, ...about } }) {
    const goesOn = about.clock && about.of === this.rest?.of && this.rest.endsAt > Date.now()
    this.#begin({ session: this.#log.logSession, total: seconds, endsAt: goesOn ? this.rest.endsAt : Date.now() + seconds * 1000, ...about })
    this.dispatch("started")
  }

  change({ params: { by } }) {
    const endsAt = Math.max(Date.now(), this.rest.endsAt + by * 1000)
    this.#begin({ ...this.rest, endsAt, total: Math.max(this.rest.total, Math.ceil((endsAt - Date.now()) / 1000)) })
  }

  skip() {
    if (this.rest && !this.rest.clock) {
      tell(this.rest.session, null, { now: true })
      this.#stop()
      keep(null)
    }
    this.dispatch("over")
  }

  get #log() { return this.element.closest("[data-log-session]").dataset }

  async #comeBack() {
    const { logSession, logBegun } = this.#log
    const rest = kept(logSession) ?? (logSession && logBegun !== "false" ? await ask(logSession) : null)
    if (rest && !this.rest) this.#resume(rest)
  }

  #resume(rest) {
    if (!rest && this.rest) return void (this.#stop(), this.dispatch("over"))
    if (!rest || rest.endsAt === this.rest?.endsAt) return
    showRestAgain(this.element, rest)
    this.#run(rest)
  }

  #begin(rest) {
    this.#run(rest)
    keep(rest)
    tell(rest.session, rest)
  }

  #run(rest) {
    Object.assign(this, { rest, rung: rest.endsAt <= Date.now(), isSeen: false })
    this.saidTarget.textContent = ""
    this.timer ??= setInterval(() => this.#tick(), 250)
    this.#tick()
  }

  #tick() {
    const left = Math.ceil((this.rest.endsAt - Date.now()) / 1000)
    this.remainingTarget.textContent = (left < 0 ? "+" : "") + clock(Math.abs(left))
    Object.assign(this.barTarget, { max: this.rest.total, value: Math.max(0, left) })
    this.element.classList.toggle("is-over", left <= 0)
    if (left * 1000 <= SEEN_MS && !document.hidden && !this.isSeen) this.#looked()
    if (left <= 0 && !this.rung) this.#ring()
  }

  // Whoever sees its end needs no message; whoever looks away before gets one after all.
  #looked() {
    if (!this.rest || this.rung) return
    this.isSeen = !document.hidden && this.rest.endsAt - Date.now() <= SEEN_MS
    if (this.isSeen || document.hidden) tell(this.rest.session, this.isSeen ? null : this.rest, { now: true })
  }

  #ring() {
    const { clock: ruling, total, endsAt } = this.rest
    this.rung = true
    navigator.vibrate?.([ 120, 80, 120 ])
    if (ruling === "emom") this.#begin({ ...this.rest, endsAt: endsAt + total * 1000 })
    this.saidTarget.textContent = { emom: "Next round", amrap: "Time is up" }[ruling] ?? "Rest is over"
  }

  #stop() {
    clearInterval(this.timer)
    this.timer = this.rest = null
  }
}
