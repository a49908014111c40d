// The plate calculator. Asked with "plates:ask" {total, use}; `use` is called with what was chosen.
import { Controller } from "@hotwired/stimulus"
import { draw, solve } from "@app/plates.js"
import { number } from "@app/set_row.js"

export default class extends Controller {
  static targets = [ "total", "bar", "side", "input" ]
  static values = { unit: String }

  ask({ detail: { total, use } }) {
    this.hand = use
    this.inputTarget.value = total
    this.draw()
    this.element.showModal()
  }

  use() { this.hand?.(this.inputTarget.value) }

  draw() {
    const total = number(this.inputTarget.value)
    const bar = number(this.element.querySelector("[name=bar]:checked").value)
    const boxes = [ ...this.element.querySelectorAll("[name=plate]:checked") ]
    const discs = new Map(boxes.map((box) => [ number(box.value), box.dataset.disc ]))
    const { chosen, short } = solve(total, bar, discs.keys())
    const words = chosen.join(" + ") || (total < bar ? "Lighter than the bar" : "Empty bar")
    const rounded = Math.round(short * 100) / 100
    draw(this.barTarget, chosen.map((plate) => [ plate, discs.get(plate) ]))
    this.barTarget.setAttribute("aria-label", `Each side: ${words}`)
    this.sideTarget.textContent = rounded > 0 ? `${words}, ${rounded} ${this.unitValue} short` : words
    for (const target of this.totalTargets) target.textContent = total
  }
}
