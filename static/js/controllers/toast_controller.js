// A message of the server: leaves after a while, or stays until it is closed.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "close" ]
  static values = { stay: Boolean, ms: { type: Number, default: 6500 } }

  connect() {
    if (this.hasCloseTarget) this.closeTarget.hidden = false
    if (!this.stayValue) this.timer = setTimeout(() => this.close(), this.msValue)
  }

  disconnect() { clearTimeout(this.timer) }

  close() { this.element.remove() }
}
