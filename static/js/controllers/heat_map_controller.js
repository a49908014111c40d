// Moves through the days of a year with the arrow keys: one stop for Tab instead of hundreds.
import { Controller } from "@hotwired/stimulus"

const STEPS = { ArrowLeft: [ 0, -1 ], ArrowRight: [ 0, 1 ], ArrowUp: [ -1, 0 ], ArrowDown: [ 1, 0 ] }

export default class extends Controller {
  static targets = [ "day" ]

  connect() {
    for (const day of this.dayTargets) day.tabIndex = -1
    const last = this.dayTargets.toSorted((one, other) => this.#order(one) - this.#order(other)).at(-1)
    if (!last) return
    last.tabIndex = 0
    this.element.scrollLeft = last.closest("td").offsetLeft - this.element.clientWidth + 48
  }

  move(event) {
    const from = event.target.closest("[data-heat-map-target]")
    const to = from && event.key in STEPS && this.#next(from, ...STEPS[event.key])
    if (!to) return
    event.preventDefault()
    from.tabIndex = -1
    to.tabIndex = 0
    to.focus()
  }

  // The next day that was trained in this direction.
  #next(from, down, across) {
    const rows = [ ...from.closest("tbody").rows ]
    let row = rows.indexOf(from.closest("tr")) + down
    let column = from.closest("td").cellIndex + across
    while (rows[row]?.cells[column]) {
      const day = rows[row].cells[column].querySelector("a")
      if (day) return day
      row += down
      column += across
    }
  }

  #order(day) {
    return day.closest("td").cellIndex * 7 + day.closest("tr").rowIndex
  }
}
