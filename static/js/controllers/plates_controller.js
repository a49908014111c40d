// The plate calculator. Asked with "plates:ask" {total, use, exercise, bars}; `use` is called with
// what was chosen. It remembers the bar of each exercise.
import { Controller } from "@hotwired/stimulus"
import { barFor, draw, inWords, platesIn, remember, solve } from "@app/plates.js"
import { number } from "@app/set_row.js"

export default class extends Controller {
  static targets = [ "total", "bar", "side", "short", "input", "near" ]
  static values = { unit: String }

  ask({ detail }) {
    this.asked = detail
    this.inputTarget.value = detail.total
    barFor(this.element, detail).checked = true
    this.draw()
    this.element.showModal()
  }

  use() {
    remember(this.asked.exercise, this.bar)
    this.asked.use(this.inputTarget.value)
  }

  take({ params: { total } }) {
    this.inputTarget.value = total
    this.draw()
    this.inputTarget.focus()
  }

  draw() {
    const total = number(this.inputTarget.value), bar = number(this.bar.value)
    const { chosen, below, above, short } = solve(total, bar, platesIn(this.element))
    const words = inWords(chosen) || (total < bar ? "Lighter than the bar" : "Empty bar")
    draw(this.barTarget, chosen)
    this.barTarget.setAttribute("aria-label", `Each side: ${words}`)
    this.sideTarget.textContent = words
    this.shortTarget.textContent = short > 0 ? `, ${short} ${this.unitValue} short` : ""
    this.#offer(short ? [ below, above ] : [])
    for (const target of this.totalTargets) target.textContent = total
  }

  get bar() { return this.element.querySelector("[name=bar]:checked") }

  // The totals next to what cannot be made, one tap each.
  #offer(totals) {
    const known = totals.filter((total) => total !== undefined)
    this.nearTarget.hidden = !known.length
    for (const [ place, button ] of [ ...this.nearTarget.querySelectorAll("button") ].entries()) {
      button.hidden = place >= known.length
      button.dataset.platesTotalParam = known[place]
      button.textContent = `${known[place]} ${this.unitValue}`
    }
  }
}
