// Opens the <details> that a link of this page points to.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  connect() {
    this.look = () => { if (location.hash === `#${this.element.id}`) this.element.open = true }
    window.addEventListener("hashchange", this.look)
    this.look()
  }

  disconnect() { window.removeEventListener("hashchange", this.look) }
}
