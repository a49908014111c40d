// The workout under way: shows one exercise at a time, binds the dock to one row, logs it.
// The table is the state; everything here also works as plain forms.
import { Controller } from "@hotwired/stimulus"
import { deliver } from "@app/outbox.js"
import { bindDock, readDock } from "@app/dock.js"
import { number, SetRow } from "@app/set_row.js"
import { toast } from "@app/toast.js"

export default class extends Controller {
  static targets = [ "exercise", "row", "link", "side", "dock", "entry", "title", "subtitle", "plates", "stepper", "log", "rest", "question", "effortWord", "efforts", "next" ]
  static values = { unit: String }

  connect() {
    this.dockTarget.hidden = !this.exerciseTargets.length
    const asked = this.exerciseTargets.find((exercise) => `#${exercise.id}` === location.hash)
    const open = this.exerciseTargets.find((exercise) => this.#rows(exercise).some((row) => !row.isDone) && !this.#isSkipped(exercise))
    this.ready = true
    if (asked ?? open ?? this.exerciseTargets.at(-1)) this.#show(asked ?? open ?? this.exerciseTargets.at(-1))
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
    dispatchEvent(new CustomEvent("plates:ask", { detail: { total: this.row.value("load") || 0, use } }))
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

  refused({ detail: { errors } }) { toast(errors.join(" ") || "This could not be saved. Load the page again.", { icon: "alert", bad: true, ms: 9000 }) }

  async #log(row) {
    const missing = row.missing
    if (missing) return missing.focus()
    const corrected = row.isDone
    row.mark(true)
    this.logged = row
    navigator.vibrate?.(20)
    if (corrected) toast("Set changed")
    else this.#goOn(row)
    this.#advance()
    if (!corrected) this.#rest(row)
    const answer = await deliver(row.form.action, row.body)
    if (!answer) return this.#takeBack(row)
    row.element.classList.toggle("is-pr", answer.bests?.length > 0)
    if (answer.bests?.length) dispatchEvent(new CustomEvent("best:show", { detail: { best: answer.bests[0], set: row.words } }))
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

  // In a superset the other exercise comes next; after the last set, the next exercise that is open.
  #goOn(row) {
    const left = (exercise) => this.#rows(exercise).filter((other) => !other.isDone).length
    const at = this.exerciseTargets.indexOf(row.exercise)
    const group = row.exercise.dataset.group
    const mates = group ? this.exerciseTargets.filter((other) => other.dataset.group === group) : []
    const order = [ ...this.exerciseTargets.slice(at + 1), ...this.exerciseTargets.slice(0, at) ]
    const next = order.find((other) => mates.includes(other) && left(other) >= Math.max(1, left(row.exercise)))
      ?? (left(row.exercise) ? null : order.find((other) => left(other) && !this.#isSkipped(other)))
    if (next) this.#show(next)
  }

  #rest(row) {
    const seconds = number(row.exercise.dataset.rest)
    const mate = this.current !== row.exercise && this.current.dataset.group && this.current.dataset.group === row.exercise.dataset.group
    const first = mate && this.exerciseTargets.indexOf(this.current) > this.exerciseTargets.indexOf(row.exercise)
    this.questionTarget.textContent = row.isWarmUp ? "Warm-up logged" : `How hard was ${row.title.toLowerCase()}?`
    this.effortWordTarget.textContent = row.isWarmUp ? "" : "reps left in you"
    this.effortsTarget.hidden = row.isWarmUp
    for (const button of this.effortsTarget.children) button.setAttribute("aria-pressed", "false")
    this.nextTarget.textContent = this.row.isDone ? "All sets done" : `Next: ${this.current === row.exercise ? this.row.title.toLowerCase() : this.current.dataset.name}, ${this.row.words}`
    this.entryTarget.hidden = true
    this.restTarget.hidden = false
    this.restTarget.dispatchEvent(new CustomEvent("rest-timer:start", { detail: { seconds: first ? 15 : seconds } }))
  }

  #show(exercise) {
    this.current = exercise
    const item = exercise.id.replace("item-", "")
    for (const other of this.exerciseTargets) other.hidden = other !== exercise
    for (const side of this.sideTargets) side.hidden = side.dataset.item !== item
    for (const link of this.linkTargets) {
      if (link.dataset.item !== item) link.removeAttribute("aria-current")
      else { link.setAttribute("aria-current", "step"); link.scrollIntoView({ inline: "center", block: "nearest" }) }
    }
    this.#advance()
  }

  #advance() {
    const rows = this.#rows(this.current)
    for (const row of rows) if (row.state === "now") row.state = "todo"
    const next = rows.find((row) => !row.isDone)
    if (next) next.state = "now"
    if (next ?? rows.at(-1)) this.#bind(next ?? rows.at(-1))
    this.#paint()
  }

  #bind(row) {
    for (const other of this.rowTargets) other.classList.toggle("is-edit", other === row.element && row.isDone)
    this.row = row
    bindDock(this, row)
  }

  #paint() {
    const rows = this.rowTargets.map((element) => new SetRow(element))
    for (const link of this.linkTargets) {
      const own = this.#rows(document.getElementById(`item-${link.dataset.item}`))
      const plates = link.querySelector(".plates")
      own.forEach((row, place) => {
        const plate = plates.children[place] ?? plates.appendChild(document.createElement("i"))
        plate.className = `${row.isWarmUp ? "h2" : "h4"} ${row.isDone ? "on" : row.state === "now" ? "now" : ""}`
      })
      while (plates.children.length > own.length) plates.lastElementChild.remove()
      plates.setAttribute("aria-label", `${own.filter((row) => row.isDone).length} of ${own.length} sets done`)
    }
    const volume = Math.round(rows.reduce((sum, row) => sum + row.volume, 0)).toLocaleString("en-GB")
    const working = rows.filter((row) => !row.isWarmUp)
    const words = { volume, "finish-volume": volume, "finish-sets": working.filter((row) => row.isDone).length }
    for (const [ id, text ] of Object.entries(words)) {
      const element = document.getElementById(id)
      if (element) element.textContent = text
    }
    const warning = document.getElementById("finish-open")
    if (warning) warning.hidden = working.every((row) => row.isDone)
  }

  #rows(exercise) { return [ ...exercise?.querySelectorAll("tbody tr") ?? [] ].map((element) => new SetRow(element)) }

  #isSkipped(exercise) { return exercise.dataset.skipped === "true" }
}
