// Offers the browser's time zone where the chosen one is another.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "select", "offer", "name" ]

  connect() {
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const known = [ ...this.selectTarget.options ].some((option) => option.value === this.zone)
    if (!known || this.selectTarget.value === this.zone) return
    this.nameTarget.textContent = this.zone.replaceAll("_", " ")
    this.offerTarget.hidden = false
  }

  take() {
    this.selectTarget.value = this.zone
    this.selectTarget.dispatchEvent(new Event("change", { bubbles: true }))
    this.offerTarget.hidden = true
  }
}
