// What the forms and menus of the log say becomes edits of it.
import { Controller } from "@hotwired/stimulus"
import { Answers } from "@app/answers.js"
import { Log } from "@app/log.js"
import { send, state } from "@app/outbox.js"
import { SetRow } from "@app/set_row.js"
import { toast } from "@app/toast.js"

export default class extends Controller {
  static targets = [ "finished" ]

  connect() {
    this.book = new Log(this.element)
    this.element.dataset.logOpened = new Date().toISOString()
    this.answers = new Answers(this.element)
  }

  disconnect() { this.answers.stop() }

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
