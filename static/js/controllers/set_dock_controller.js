// The dock: the row of the set table that is next, in figures big enough for thumbs.
import { Controller } from "@hotwired/stimulus"
import { bindDock, readDock } from "@app/dock.js"

export default class extends Controller {
  static targets = [ "title", "subtitle", "plates", "stepper", "log" ]

  bind(row) {
    this.row = row
    bindDock(this, row)
  }

  dial({ currentTarget }) { readDock(currentTarget, this.row) }

  enter(event) {
    if (!event.target.matches("input")) return
    event.preventDefault()
    this.logTarget.click()
  }

  openPlates() {
    const { row } = this, { exercise, bars } = row.exercise.dataset
    const use = (total) => { row.put("load", total); this.bind(row) }
    dispatchEvent(new CustomEvent("plates:ask", { detail: { total: row.value("load") || 0, use, exercise, bars } }))
  }
}
