// What the forms and menus of the log say becomes edits of it, and what the server answers is shown.
import { Controller } from "@hotwired/stimulus"
import { keepPage } from "@app/device.js"
import { Log } from "@app/log.js"
import { send, state } from "@app/outbox.js"
import { paint } from "@app/painting.js"
import { learnPast } from "@app/past.js"
import { SetRow } from "@app/set_row.js"
import { toast } from "@app/toast.js"

export default class extends Controller {
  static targets = [ "finished" ]

  connect() {
    this.book = new Log(this.element)
    this.element.dataset.logOpened = new Date().toISOString()
    this.listening = new AbortController()
    this.unlearnt = new Set()
    const { signal } = this.listening
    addEventListener("outbox:changed", () => this.#learn(), { signal })
    addEventListener("outbox:answered", ({ detail }) => this.#hear(detail), { signal })
  }

  disconnect() { this.listening.abort() }

  kind(event) {
    const row = this.#row(event), { value } = event.submitter
    event.target.hidePopover()
    if (value) return this.book.changeKind(row, value)
    const { item } = row
    this.book.deleteSet(row)
    toast("Set deleted", { icon: "trash", action: "Undo", onAction: () => this.book.putBack(row, item) })
  }

  addSet(event) { this.book.addSet(this.#exercise(event)) }

  note(event) {
    this.book.note(this.#exercise(event), event.target.elements.note.value.trim())
    event.target.hidePopover()
  }

  skip(event) { this.#sayWhether(event, true) }
  unskip(event) { this.#sayWhether(event, false) }

  // A page of the server knows more of what could stand in; without a signal there is the list.
  swap(event) {
    if (navigator.onLine && this.book.isBegun && !state.waiting.length) return
    const exercise = this.#exercise(event)
    exercise.querySelector(".menu[popover]").hidePopover()
    this.#choose(event, `Swap ${exercise.dataset.name}`, (card) => this.book.swap(exercise, card))
  }

  add(event) { this.#choose(event, "Add an exercise", (card) => this.book.addExercise(card)) }

  async finish(event) {
    event.preventDefault()
    event.target.closest("dialog").close()
    this.book.finish(Object.fromEntries(new FormData(event.target)))
    await send()
    if (!state.waiting.length) location.assign(`/sessions/${this.book.session}/`)
  }

  #choose(event, heading, take) {
    event.preventDefault()
    const use = (card) => this.dispatch("show", { detail: { exercise: take(card) } })
    dispatchEvent(new CustomEvent("exercise:ask", { detail: { heading, use } }))
  }

  #sayWhether(event, isSkipped) {
    const exercise = this.#exercise(event)
    exercise.querySelector(".menu[popover]").hidePopover()
    this.book.skip(exercise, isSkipped)
  }

  #hear({ edit, outcome: { status, row, bests, conflicts } }) {
    if (edit.session !== this.book.session) return
    const element = document.getElementById(`set-${edit.entry.id}`)
    if (row && conflicts?.length) paint({ ...edit, entry: row })
    else if (status === "refused") this.#takeBack(edit, row, element)
    if (bests && element) this.element.dispatchEvent(new CustomEvent("log:bests", { detail: { bests, row: new SetRow(element) } }))
    if (edit.list === "items" && edit.entry.exercise) this.unlearnt.add(edit.entry.id)
    if (edit.list === "sessions") this.#settleDown()
    this.#changed()
  }

  #takeBack(edit, row, element) {
    if (row) paint({ ...edit, entry: row })
    else if (element && edit.entry.completed_at) new SetRow(element).mark(false)
  }

  // Once the server has the session, its own page is the one to come back to.
  async #settleDown() {
    if (location.pathname === this.#page) return
    await keepPage(this.#page)
    history.replaceState(null, "", this.#page)
  }

  async #learn() {
    if (state.waiting.length || !this.unlearnt.size) return
    const items = [ ...this.unlearnt ]
    this.unlearnt.clear()
    await learnPast(this.#page, items)
    this.#changed()
  }

  get #page() { return `/sessions/${this.book.session}/log/` }

  #changed() { this.element.dispatchEvent(new CustomEvent("log:changed")) }

  refresh() { this.finishedTarget.hidden = this.element.dataset.finished !== "true" }

  #row(event) {
    event.preventDefault()
    return new SetRow(event.target.closest("tr"))
  }

  #exercise(event) {
    event.preventDefault()
    return event.target.closest(".ex")
  }
}
