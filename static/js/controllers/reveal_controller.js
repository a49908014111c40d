// Shows the password that is being typed.
import { Controller } from "@hotwired/stimulus"
import { iconUrl } from "@app/icons.js"

export default class extends Controller {
  static targets = [ "button" ]

  connect() { this.buttonTarget.hidden = false }

  toggle() {
    const input = this.element.querySelector("input")
    const shown = input.type === "password"
    input.type = shown ? "text" : "password"
    this.buttonTarget.setAttribute("aria-pressed", shown)
    this.buttonTarget.querySelector("use").setAttribute("href", iconUrl(shown ? "eye-off" : "eye"))
  }
}
