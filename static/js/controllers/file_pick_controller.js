// One button instead of the browser's file field: choosing a file sends it.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "input", "button" ]

  connect() { this.inputTarget.hidden = true }

  choose(event) {
    if (this.inputTarget.files.length > 0) return
    event.preventDefault()
    this.inputTarget.click()
  }

  send() {
    if (this.inputTarget.files.length === 0) return
    this.buttonTarget.setAttribute("aria-busy", "true")
    this.element.requestSubmit()
  }
}
