// One row of the set table: its figures are its inputs, its state is an attribute.
const LETTERS = { warm: "Warm-up" }

export const number = (text) => parseFloat(String(text).replace(",", ".")) || 0

export const seconds = (text) => String(text).split(":").reduce((sum, part) => sum * 60 + number(part), 0)

export function clock(total) {
  const whole = Math.max(0, Math.round(total)), hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60, rest = String(whole % 60).padStart(2, "0")
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`
}

export class SetRow {
  constructor(element) { this.element = element }

  get exercise() { return this.element.closest(".ex") }
  get state() { return this.element.dataset.state }
  set state(state) { this.element.dataset.state = state }
  get isDone() { return this.state === "done" }
  get isWarmUp() { return this.element.dataset.type === "warm" }
  get label() { return this.element.querySelector(".type span").textContent }
  get title() { return LETTERS[this.element.dataset.type] ?? `Set ${this.label}` }
  get form() { return this.element.querySelector("form[id^=f-]") }
  get button() { return this.element.querySelector(".ok") }
  get figures() { return this.exercise.dataset.figures.split(" ") }
  get body() { return new URLSearchParams(new FormData(this.form)) }

  input(figure) { return this.element.querySelector(`[data-figure="${figure}"]`) }
  value(figure) { return this.input(figure)?.value ?? "" }
  put(figure, value) { this.input(figure).value = value }

  get missing() {
    const optional = this.figures.includes("reps") && this.element.querySelector("[name=load_mode]") ? [ "load" ] : []
    if (this.figures.join() === "distance,time") return this.value("distance") || this.value("time") ? null : this.input("distance")
    return this.figures.filter((figure) => !optional.includes(figure)).map((figure) => this.input(figure)).find((input) => !input.value.trim())
  }

  get volume() {
    const assisted = this.element.querySelector("[name=load_mode]")?.value === "assisted"
    return this.isDone && !this.isWarmUp && !assisted ? number(this.value("load")) * number(this.value("reps")) : 0
  }

  get words() {
    const parts = this.figures.map((figure) => this.value(figure)).filter((value) => value && value !== "0")
    return parts.join(" × ")
  }

  mark(done) {
    this.state = done ? "done" : "todo"
    this.element.classList.toggle("just", done)
    this.element.classList.remove("is-edit")
    this.button.setAttribute("aria-pressed", done)
    if (done) this.button.setAttribute("formaction", this.button.dataset.undo)
    else this.button.removeAttribute("formaction")
  }
}
