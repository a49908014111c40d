// The muscle map and the muscle select say the same: a region picked on the map is chosen in the select.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "button", "filters" ]

  connect() {
    this.buttonTarget.hidden = true
    this.filtersTarget.open = matchMedia("(min-width: 60rem)").matches
  }

  pick(event) {
    const region = event.target.closest("a.mm")
    const select = this.element.elements.muscle
    if (!region || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    select.value = select.value === region.dataset.code ? "" : region.dataset.code
    select.dispatchEvent(new Event("change", { bubbles: true }))
  }
}
