// What the server answers to the edits of a session, shown on its page.
import { keepPage } from "@app/device.js"
import { state } from "@app/outbox.js"
import { paint } from "@app/painting.js"
import { learnPast } from "@app/past.js"
import { SetRow } from "@app/set_row.js"

export class Answers {
  #unlearnt = new Set() // exercises that were added here: what came before is not known

  constructor(root) {
    this.root = root
    this.listening = new AbortController()
    const { signal } = this.listening
    addEventListener("outbox:answered", ({ detail }) => this.#hear(detail), { signal })
    addEventListener("outbox:changed", () => this.#learn(), { signal })
  }

  stop() { this.listening.abort() }

  get #page() { return `/sessions/${this.root.dataset.logSession}/log/` }

  #hear({ edit, outcome: { status, row, bests, conflicts } }) {
    if (edit.session !== this.root.dataset.logSession) return
    const element = document.getElementById(`set-${edit.entry.id}`)
    if (row && (conflicts?.length || status === "refused")) paint({ ...edit, entry: row })
    else if (status === "refused" && element && edit.entry.completed_at) new SetRow(element).mark(false)
    if (bests && element) this.#tell("log:bests", { bests, row: new SetRow(element) })
    if (edit.list === "items" && edit.entry.exercise) this.#unlearnt.add(edit.entry.id)
    if (edit.list === "sessions") this.#settleDown()
    this.#tell("log:changed")
  }

  // Once the server has the session, its own page is the one to come back to.
  async #settleDown() {
    if (location.pathname === this.#page) return
    await keepPage(this.#page)
    history.replaceState(null, "", this.#page)
  }

  async #learn() {
    if (state.waiting.length || !this.#unlearnt.size) return
    const items = [ ...this.#unlearnt ]
    this.#unlearnt.clear()
    await learnPast(this.#page, items)
    this.#tell("log:changed")
  }

  #tell(name, detail) { this.root.dispatchEvent(new CustomEvent(name, { detail })) }
}
