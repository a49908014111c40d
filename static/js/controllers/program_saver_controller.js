// Saves the program as one document a moment after it changed, and says how that went. What could
// not be saved is kept in this browser.
import { Controller } from "@hotwired/stimulus"
import { icon } from "@app/icons.js"

const STATES = { saved: [ "cloud-check", "Saved" ], waiting: [ "cloud", "Not saved yet" ], saving: [ "sync", "Saving…" ], wrong: [ "alert", "Not saved: see what is wrong" ], conflict: [ "alert", "Not saved: changed elsewhere" ], away: [ "offline", "Offline, kept in this browser" ], out: [ "lock", "Signed out, kept in this browser" ], failed: [ "alert", "Not saved, trying again" ] }

const bare = (program) => JSON.stringify({ ...program, version: 0, updated_at: 0 })

export default class extends Controller {
  static targets = [ "state", "conflict", "who" ]
  static values = { url: String, key: String }

  connect() {
    this.listening = new AbortController()
    const { signal } = this.listening
    window.addEventListener("online", () => this.#soon(0), { signal })
    window.addEventListener("beforeunload", (event) => { if (this.program) event.preventDefault() }, { signal })
  }

  disconnect() {
    clearTimeout(this.timer)
    this.listening.abort()
  }

  ready({ detail: { builder } }) {
    this.token = { version: builder.program.version, updated_at: builder.program.updated_at }
    const kept = this.#kept()
    if (!kept) return
    this.program = { ...builder.program, ...kept.program }
    this.token = { version: kept.program.version, updated_at: kept.updated_at }
    this.dispatch("restored", { detail: { program: this.program } })
    this.#soon(0)
  }

  changed({ detail: { program } }) {
    this.program = program
    this.#keep()
    if (this.conflictTarget.hidden) { this.#state("waiting"); this.#soon(900) }
  }

  #soon(ms) {
    clearTimeout(this.timer)
    if (this.program) this.timer = setTimeout(() => this.save(), ms)
  }

  async save() {
    clearTimeout(this.timer)
    if (!this.program || this.saving) return
    this.saving = true
    this.#state("saving")
    const sent = JSON.stringify({ ...this.program, ...this.token })
    try {
      const response = await fetch(this.urlValue, { method: "PUT", body: sent, headers: this.#headers })
      await this.#answered(response, sent)
    } catch {
      this.#state(navigator.onLine ? "failed" : "away")
      this.#soon(8000)
    }
    this.saving = false
  }

  async #answered(response, sent) {
    const answer = await response.json().catch(() => ({}))
    if (response.status === 409 && answer.theirs) return this.#conflict(answer)
    if (response.status === 400) return this.#wrong(answer, sent)
    if (response.status === 401 || response.status === 403) return this.#state("out")
    if (!response.ok) throw new Error(response.statusText)
    this.token = { version: answer.version, updated_at: answer.updated_at }
    this.dispatch("refused", { detail: { errors: {} } })
    if (this.#isNewerThan(sent)) { this.#keep(); return this.#soon(300) }
    this.program = null
    localStorage.removeItem(this.keyValue)
    this.#state("saved")
  }

  #wrong(answer, sent) {
    this.#state("wrong")
    this.dispatch("refused", { detail: { errors: answer.errors ?? {} } })
    if (this.#isNewerThan(sent)) { this.saving = false; this.#soon(300) }
  }

  #conflict(problem) {
    this.theirs = problem.theirs
    this.#state("conflict")
    this.whoTarget.textContent = problem.detail
    this.dispatch("conflict", { detail: { differences: problem.differences } })
    this.conflictTarget.hidden = false
  }

  // Both ways out of a conflict: mine over what was shown as theirs, or theirs instead of mine.
  keepMine() {
    this.token = { version: this.theirs.version, updated_at: this.theirs.updated_at }
    this.conflictTarget.hidden = true
    this.save()
  }

  takeTheirs() { this.program = null; localStorage.removeItem(this.keyValue); location.reload() }

  #isNewerThan(sent) { return bare(this.program) !== bare(JSON.parse(sent)) }
  #keep() { try { localStorage.setItem(this.keyValue, JSON.stringify({ program: { ...this.program, version: this.token.version }, updated_at: this.token.updated_at })) } catch { /* a private window keeps nothing */ } }
  #kept() { try { return JSON.parse(localStorage.getItem(this.keyValue)) } catch { return null } }
  #state(name) { const [ drawing, words ] = STATES[name]; this.stateTarget.replaceChildren(icon(drawing), words); this.stateTarget.dataset.state = name }
  get #headers() { return { "content-type": "application/json", accept: "application/json", "x-csrftoken": document.querySelector("[name=csrfmiddlewaretoken]").value } }
}
