// One row of the set table: its figures are its inputs, its state is an attribute.
import { fromKg, M } from "@app/units.js"

const LETTERS = { warm: "W", drop: "D", fail: "F" }
const SIDES = { left: "L", right: "R", both: "" }
const KINDS = { warm: "warm_up", fail: "failure" }
const TYPES = { warm_up: "warm", failure: "fail" }
const NUMBER = /^\d+([.,]\d+)?$/
const SHAPES = { load: NUMBER, distance: NUMBER, rpe: NUMBER, reps: /^\d+$/, time: /^\d{1,6}(:[0-5]?\d){0,2}$/ }

export const number = (text) => parseFloat(String(text).replace(",", ".")) || 0

export const seconds = (text) => String(text).split(":").reduce((sum, part) => sum * 60 + number(part), 0)

export function clock(total) {
  const whole = Math.max(0, Math.round(total)), hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60, rest = String(whole % 60).padStart(2, "0")
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`
}

const rounded = (value, places = 2) => Number(value.toFixed(places))

export class SetRow {
  constructor(element) { this.element = element }

  get id() { return this.element.id.replace("set-", "") }
  get exercise() { return this.element.closest(".ex") }
  get item() { return this.exercise.id.replace("item-", "") }
  get state() { return this.element.dataset.state }
  set state(state) { this.element.dataset.state = state }
  get isDone() { return this.state === "done" }
  get side() { return this.element.dataset.side }
  get isWarmUp() { return this.element.dataset.type === "warm" }
  get kind() { return KINDS[this.element.dataset.type] ?? this.element.dataset.type }
  get label() { return this.element.querySelector(".type span").textContent }
  get title() { return this.isWarmUp ? "Warm-up" : `Set ${this.label}` }
  get about() { return `${this.title} of ${this.exercise.dataset.name}` }
  get button() { return this.element.querySelector(".ok") }
  get form() { return this.element.querySelector("form[id^=f-]") }
  get figures() { return this.exercise.dataset.figures.split(" ") }

  input(figure) { return this.element.querySelector(`[data-figure="${figure}"]`) }
  value(figure) { return this.input(figure)?.value.trim() ?? "" }
  put(figure, value) { this.input(figure).value = value }

  get loadMode() { return this.element.querySelector("[name=load_mode]") }

  // The first input that has no value or one that cannot be read.
  get wrong() {
    const optional = this.loadMode ? [ "load", "rpe" ] : [ "rpe" ]
    if (this.figures.join() === "distance,time") optional.push(this.value("distance") ? "time" : this.value("time") ? "distance" : "")
    const isWrong = (figure) => this.value(figure) ? !SHAPES[figure].test(this.value(figure)) : !optional.includes(figure)
    return this.input([ ...this.figures, "rpe" ].find(isWrong))
  }

  // The figures as sync takes them.
  get said() {
    const read = { load: () => this.#load, reps: () => ({ reps: number(this.value("reps")) }),
      time: () => ({ duration_s: this.value("time") ? seconds(this.value("time")) : null }),
      distance: () => ({ distance_m: this.value("distance") ? rounded(number(this.value("distance")) * M[this.exercise.dataset.distanceUnit]) : null }) }
    return { ...Object.assign({}, ...this.figures.map((figure) => read[figure]())), rpe: number(this.value("rpe")) || null }
  }

  get #load() {
    const mode = this.loadMode ? { load_mode: this.loadMode.value } : {}
    if (!this.value("load")) return { load_kg: null, ...mode }
    return { entered_load: number(this.value("load")), entered_unit: this.exercise.dataset.unit, ...mode }
  }

  get volume() {
    const assisted = this.loadMode?.value === "assisted"
    return this.isDone && !this.isWarmUp && !assisted ? number(this.value("load")) * number(this.value("reps")) : 0
  }

  get words() {
    const parts = this.figures.map((figure) => this.value(figure)).filter((value) => value && value !== "0")
    return parts.join(" × ")
  }

  mark(done) {
    this.state = done ? "done" : "todo"
    this.element.classList.remove("is-edit", ...done ? [] : [ "just", "is-pr" ])
    this.button.setAttribute("aria-pressed", done)
  }

  // What to begin with gives way to what is known better, not to what somebody typed.
  begin(figure, value) {
    const input = this.input(figure)
    if (!input || (input.value && input.value !== input.dataset.begin)) return
    input.value = input.dataset.begin = value
  }

  guess(said) {
    if (said.load_mode && this.loadMode) this.loadMode.value = said.load_mode
    for (const [ figure, value ] of Object.entries(this.#shown(said))) if (value !== undefined) this.begin(figure, value ?? "")
  }

  // In place of a set of another exercise, with as many reps as were meant of that one.
  takeOver(row) {
    for (const figure of row.figures) if (figure !== "load" && row.value(figure)) this.begin(figure, row.value(figure))
  }

  // Shows what an edit, or the server, says about the set.
  paint(said) {
    if (said.kind) this.element.dataset.type = TYPES[said.kind] ?? said.kind
    if (said.side) this.element.dataset.side = said.side
    if (said.load_mode && this.loadMode) this.loadMode.value = said.load_mode
    if (said.completed_at !== undefined) this.mark(said.completed_at !== null)
    if (said.completed_at === null) this.put("rpe", "")
    else this.#paintFigures(said)
    if (said.target_reps && !this.isDone) this.#mean({ load_kg: said.target_load_kg, reps: said.target_reps })
    renumber(this.exercise)
  }

  #mean(said) {
    const aim = this.element.querySelector(".aim") ?? document.createElement("small")
    this.guess(said)
    aim.className = "aim"
    aim.textContent = this.words
    this.element.querySelector(".prev").append(aim)
  }

  #paintFigures(said) {
    for (const [ figure, value ] of Object.entries(this.#shown(said))) {
      if (value !== undefined && this.input(figure)) this.put(figure, value ?? "")
    }
  }

  #shown(said) {
    const { unit, distanceUnit } = this.exercise.dataset
    const { entered_load: entered, load_kg: kg, duration_s: time, distance_m: metres } = said
    const load = entered && said.entered_unit === unit ? Number(entered) : kg && rounded(fromKg(Number(kg), unit), unit === "lb" ? 1 : 2)
    return { load, reps: said.reps, rpe: said.rpe && Number(said.rpe), time: time && clock(time), distance: metres && rounded(metres / M[distanceUnit]) }
  }

  // The label stands in what is read aloud as well.
  relabel(label) {
    this.element.querySelector(".type span").textContent = label
    for (const element of this.element.querySelectorAll("[aria-label]")) {
      element.ariaLabel = element.ariaLabel.replace(/\b(set) [\w+]+/i, `$1 ${label}`)
    }
  }
}

export const rowsOf = (exercise) => [ ...exercise?.querySelectorAll("tbody tr") ?? [] ].map((element) => new SetRow(element))

// Working sets are counted; the right side of a set has the number of its left.
export function renumber(exercise) {
  let count = 0
  for (const row of rowsOf(exercise)) {
    const { type, side = "both" } = row.element.dataset
    if (!LETTERS[type]) count += side !== "right" || count === 0 ? 1 : 0
    row.relabel((LETTERS[type] ?? `${count}${type === "amrap" ? "+" : ""}`) + SIDES[side])
  }
}
