// The workout under way: shows one exercise at a time, binds the dock to one row, logs it.
// The table is the state; everything here also works as plain forms.
import { Controller } from "@hotwired/stimulus"
import { deliver } from "@app/outbox.js"
import { bindDock, readDock } from "@app/dock.js"
import { showRest } from "@app/rest.js"
import { SetRow } from "@app/set_row.js"
import { toast } from "@app/toast.js"
import { firstOpen, nextAfter, paintCurrent, paintProgress, rowsOf } from "@app/workout.js"

export default class extends Controller {
  static targets = [ "exercise", "row", "link", "side", "dock", "entry", "title", "subtitle", "plates", "stepper", "log", "rest", "question", "effortWord", "efforts", "next" ]
  static values = { unit: String }

  connect() {
    this.dockTarget.hidden = !this.exerciseTargets.length
    const asked = this.exerciseTargets.find((exercise) => `#${exercise.id}` === location.hash)
    const first = asked ?? firstOpen(this.exerciseTargets) ?? this.exerciseTargets.at(-1)
    this.ready = true
    if (first) this.#show(first)
  }

  // After a swap of the exercise's own markup: one more set, another kind, a note.
  exerciseTargetConnected(exercise) {
    if (!this.ready) return
    if (exercise.id === this.current?.id) this.#show(exercise)
    else exercise.hidden = true
  }

  go(event) {
    event.preventDefault()
    this.rested()
    this.#show(document.getElementById(`item-${event.currentTarget.dataset.item}`))
  }

  pick({ currentTarget }) {
    if (currentTarget !== this.row?.element) this.#bind(new SetRow(currentTarget))
  }

  typed({ currentTarget }) { if (currentTarget === this.row?.element) bindDock(this, this.row) }

  dial({ currentTarget }) { readDock(currentTarget, this.row) }

  enter(event) {
    if (!event.target.matches(".dock input")) return
    event.preventDefault()
    this.log()
  }

  openPlates() {
    const use = (total) => { this.row.put("load", total); bindDock(this, this.row) }
    const { exercise, bars } = this.row.exercise.dataset
    dispatchEvent(new CustomEvent("plates:ask", { detail: { total: this.row.value("load") || 0, use, exercise, bars } }))
  }

  // Both the button of a row and Enter in one of its fields arrive here.
  send(event) {
    event.preventDefault()
    const row = new SetRow(event.target.closest("tr"))
    if (event.submitter === row.button && row.isDone) this.#undo(row)
    else this.#log(row)
  }

  log() { this.#log(this.row) }

  rate({ currentTarget, params: { rpe, word } }) {
    for (const button of this.effortsTarget.children) button.setAttribute("aria-pressed", button === currentTarget)
    this.effortWordTarget.textContent = word
    this.logged.put("rpe", rpe)
    deliver(this.logged.form.action, this.logged.body)
  }

  rested() {
    this.restTarget.hidden = true
    this.entryTarget.hidden = false
  }

  async #log(row) {
    const missing = row.missing
    if (missing) return missing.focus()
    const corrected = row.isDone
    row.mark(true)
    this.logged = row
    navigator.vibrate?.(20)
    if (corrected) toast("Set changed")
    else this.#show(nextAfter(row, this.exerciseTargets) ?? this.current)
    this.#advance()
    if (!corrected) showRest(this, row)
    const answer = await deliver(row.form.action, row.body)
    if (!answer) return this.#takeBack(row)
    row.element.classList.toggle("is-pr", answer.bests?.length > 0)
    if (answer.bests?.length) dispatchEvent(new CustomEvent("best:show", { detail: { bests: answer.bests, set: row.words } }))
  }

  #undo(row) {
    row.mark(false)
    row.put("rpe", "")
    this.rested()
    this.#advance()
    deliver(row.button.dataset.undo, row.body)
  }

  #takeBack(row) {
    row.mark(false)
    this.rested()
    this.#advance()
  }

  #show(exercise) {
    this.current = exercise
    paintCurrent(exercise, this)
    this.#advance()
  }

  #advance() {
    const rows = rowsOf(this.current)
    for (const row of rows) if (row.state === "now") row.state = "todo"
    const next = rows.find((row) => !row.isDone)
    if (next) next.state = "now"
    if (next ?? rows.at(-1)) this.#bind(next ?? rows.at(-1))
    paintProgress(this.linkTargets, this.rowTargets)
  }

  #bind(row) {
    for (const other of this.rowTargets) other.classList.toggle("is-edit", other === row.element && row.isDone)
    this.row = row
    bindDock(this, row)
  }
}
