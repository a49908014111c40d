// A form that is sent when one of its fields changes; its button is for people without JavaScript.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "button" ]
  static values = { delay: { type: Number, default: 0 } }

  connect() { for (const button of this.buttonTargets) button.hidden = true }

  disconnect() { clearTimeout(this.timer) }

  submit() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.element.requestSubmit(), this.delayValue)
  }
}
