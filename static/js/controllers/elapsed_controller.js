// How long something has been going on: "21:36". Without JavaScript it says since when.
import { Controller } from "@hotwired/stimulus"
import { clock } from "@app/set_row.js"

export default class extends Controller {
  static values = { since: String }

  sinceValueChanged() { this.start = Date.parse(this.sinceValue) || Date.now() }

  connect() {
    this.timer = setInterval(() => this.paint(), 1000)
    this.paint()
  }

  disconnect() { clearInterval(this.timer) }

  paint() { this.element.textContent = clock((Date.now() - this.start) / 1000) }
}
