// What is said of the exercises of a log becomes edits of it: added, swapped, moved, skipped, removed.
import { Controller } from "@hotwired/stimulus"
import { Log } from "@app/log.js"
import { state } from "@app/outbox.js"
import { exercisesHere } from "@app/placing.js"
import { toast } from "@app/toast.js"

export default class extends Controller {
  connect() { this.book = new Log(this.element) }

  add(event) {
    event.preventDefault()
    this.#choose("Add an exercise", (card) => this.book.addExercise(card))
  }

  // A page of the server knows more of what could stand in; without a signal there is the list.
  swap(event) {
    if (navigator.onLine && this.book.isBegun && !state.waiting.length) return
    const exercise = this.#chosen(event)
    this.#choose(`Swap ${exercise.dataset.name}`, (card) => this.book.swap(exercise, card))
  }

  warmUp(event) {
    const exercise = this.#chosen(event)
    if (this.book.warmUp(exercise)) return this.#show(exercise)
    toast("There is no weight to warm up to yet, or it is light enough to begin with.", { icon: "alert" })
  }

  move(event) {
    const exercise = this.#chosen(event)
    this.book.move(exercise, Number(event.submitter.value))
    const all = exercisesHere()
    toast(`${exercise.dataset.name} is number ${all.indexOf(exercise) + 1} of ${all.length} now`)
    this.#show(exercise)
    exercise.querySelector(".ex-head button").focus()
  }

  remove(event) {
    const exercise = this.#chosen(event)
    const onAction = () => { this.book.putBackExercise(exercise); this.#show(exercise) }
    this.book.deleteExercise(exercise)
    toast(`${exercise.dataset.name} removed`, { icon: "trash", action: "Undo", onAction })
  }

  note(event) {
    const exercise = this.#chosen(event)
    this.book.note(exercise, event.target.elements.note.value.trim())
  }

  skip(event) { this.book.skip(this.#chosen(event), true) }
  unskip(event) { this.book.skip(this.#chosen(event), false) }

  #choose(heading, take) {
    const use = (card) => this.#show(take(card))
    dispatchEvent(new CustomEvent("exercise:ask", { detail: { heading, use } }))
  }

  #show(exercise) { this.dispatch("show", { detail: { exercise } }) }

  // From a menu that has done its work.
  #chosen(event) {
    event.preventDefault()
    event.target.closest(":popover-open")?.hidePopover()
    return event.target.closest(".ex")
  }
}
