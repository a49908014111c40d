// The workout under way: shows one exercise at a time, gives the dock the row that is next, logs it.
// The table is the state; everything here also works as plain forms.
import { Controller } from "@hotwired/stimulus"
import { continueFrom } from "@app/blank.js"
import { Log } from "@app/log.js"
import { rowsOf, SetRow } from "@app/set_row.js"
import { SharedLog } from "@app/shared_log.js"
import { toast } from "@app/toast.js"
import { firstOpen, nextAfter, paintCurrent, paintProgress } from "@app/workout.js"

export default class extends Controller {
  static targets = [ "exercise", "row", "link", "side", "dock" ]
  static outlets = [ "set-dock", "after-set" ]
  static values = { own: Boolean }

  async connect() {
    this.book = this.ownValue ? new Log(this.element) : new SharedLog(this.element)
    this.#showFirst()
    await this.book.replay()
    this.ready = true
    this.#showFirst()
  }

  // Each controller is fetched by itself, so these may come later.
  setDockOutletConnected(dock) {
    this.dock = dock
    if (this.row) dock.bind(this.row)
  }

  afterSetOutletConnected(afterSet) { this.afterSet = afterSet }

  // One more exercise, or another one in its place.
  exerciseTargetConnected(exercise) {
    if (!this.ready) return
    if (exercise.id === this.current?.id) this.#show(exercise)
    else exercise.hidden = true
  }

  exerciseTargetDisconnected(exercise) {
    if (exercise === this.current && !document.getElementById(exercise.id)) this.#showFirst()
  }

  // Another tab may have said something meanwhile.
  lookAgain() { if (!document.hidden) this.book.replay() }

  refresh() { if (this.current?.isConnected) this.#advance() }

  go(event) {
    event.preventDefault()
    this.afterSet?.end()
    this.show({ detail: { exercise: document.getElementById(`item-${event.currentTarget.dataset.item}`) } })
  }

  show({ detail: { exercise } }) { this.#show(exercise) }

  pick({ currentTarget }) {
    if (currentTarget !== this.row?.element) this.#bind(new SetRow(currentTarget))
  }

  typed({ currentTarget }) { if (currentTarget === this.row?.element) this.#bind(this.row) }

  // Both the button of a row and Enter in one of its fields arrive here.
  send(event) {
    event.preventDefault()
    const row = new SetRow(event.target.closest("tr"))
    if (event.submitter !== row.button || !row.isDone) return this.#log(row)
    this.afterSet?.end()
    this.book.undoSet(row)
  }

  log() { this.#log(this.row) }

  rated({ detail: { row, rpe } }) {
    row.put("rpe", rpe)
    this.book.rateSet(row)
  }

  celebrate({ detail: { bests, row } }) {
    row.element.classList.toggle("is-pr", bests.length > 0)
    if (bests.length) dispatchEvent(new CustomEvent("best:show", { detail: { bests, set: row.words } }))
  }

  #log(row) {
    if (row.wrong) return row.wrong.focus()
    const corrected = row.isDone
    this.book.logSet(row)
    navigator.vibrate?.(20)
    if (corrected) return toast("Set changed")
    row.element.classList.add("just")
    this.#show(nextAfter(row, this.exerciseTargets) ?? this.current)
    this.afterSet?.begin(row, { next: this.row, exercises: this.exerciseTargets })
  }

  #showFirst() {
    this.dockTarget.hidden = !this.exerciseTargets.length
    const asked = this.exerciseTargets.find((exercise) => `#${exercise.id}` === location.hash)
    const first = asked ?? firstOpen(this.exerciseTargets) ?? this.exerciseTargets.at(-1)
    if (first) this.#show(first)
  }

  #show(exercise) {
    this.current = exercise
    this.dockTarget.hidden = false
    paintCurrent(exercise, this)
    this.#advance()
  }

  #advance() {
    const rows = rowsOf(this.current)
    for (const row of rows) if (row.state === "now") row.state = "todo"
    const next = rows.find((row) => !row.isDone)
    if (next) { next.state = "now"; continueFrom(next) }
    if (next ?? rows.at(-1)) this.#bind(next ?? rows.at(-1))
    paintProgress(this.linkTargets, this.rowTargets)
  }

  #bind(row) {
    for (const other of this.rowTargets) other.classList.toggle("is-edit", other === row.element && row.isDone)
    this.row = row
    this.dock?.bind(row)
  }
}
