// A number for thumbs: tap, hold to repeat, type, or use the arrow keys. Fires "input" on the field.
// <div class="stepper" data-controller="stepper" data-stepper-step-value="2.5"><button type="button">…</button><label><input></label><button type="button">…</button></div>
import { Controller } from "@hotwired/stimulus"
import { stepFrom } from "@app/steps.js"

export default class extends Controller {
  static values = { step: { type: Number, default: 1 }, min: { type: Number, default: 0 }, max: Number, loads: Array }

  connect() {
    this.input = this.element.querySelector("input")
    this.listening = new AbortController()
    const [ less, more ] = this.element.querySelectorAll("button")
    this.#bind(less, -1)
    this.#bind(more, 1)
    const { signal } = this.listening
    this.input.addEventListener("keydown", (event) => this.#key(event), { signal })
    this.input.addEventListener("focus", () => this.input.select(), { signal })
  }

  disconnect() {
    this.#release()
    this.listening.abort()
  }

  #bind(button, direction) {
    const { signal } = this.listening
    button.addEventListener("click", () => this.held ? this.held = false : this.#nudge(direction), { signal })
    button.addEventListener("pointerdown", () => { this.held = false; this.#hold(direction, 450) }, { signal })
    for (const end of [ "pointerup", "pointerleave", "pointercancel" ]) {
      button.addEventListener(end, () => this.#release(), { signal })
    }
  }

  #hold(direction, ms) {
    this.timer = setTimeout(() => {
      this.held = true
      this.#nudge(direction)
      this.#hold(direction, Math.max(70, ms * 0.85))
    }, ms)
  }

  #release() { clearTimeout(this.timer) }

  #key(event) {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (!direction) return
    event.preventDefault()
    this.#nudge(direction)
  }

  #nudge(direction) {
    const now = parseFloat(this.input.value.replace(",", ".")) || 0
    const most = this.hasMaxValue ? this.maxValue : Infinity
    const next = Math.min(most, Math.max(this.minValue, stepFrom(now, direction, this.stepValue, this.loadsValue)))
    this.input.value = String(Math.round(next * 100) / 100)
    this.input.dispatchEvent(new Event("input", { bubbles: true }))
    navigator.vibrate?.(8)
  }
}
