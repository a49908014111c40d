// Tabs over panels that simply stack without JavaScript.
// <div role="tablist" data-controller="tabs"><a role="tab" href="#sets" aria-controls="sets">..</a></div>
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  connect() {
    this.tabs = [ ...this.element.querySelectorAll("[role=tab]") ]
    this.clicked = (event) => this.#click(event)
    this.keyed = (event) => this.#key(event)
    this.element.addEventListener("click", this.clicked)
    this.element.addEventListener("keydown", this.keyed)
    const named = this.tabs.find((tab) => `#${tab.getAttribute("aria-controls")}` === location.hash)
    this.#show(named ?? this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? this.tabs[0])
  }

  disconnect() {
    this.element.removeEventListener("click", this.clicked)
    this.element.removeEventListener("keydown", this.keyed)
  }

  #click(event) {
    const tab = event.target.closest("[role=tab]")
    if (!tab) return
    event.preventDefault()
    this.#show(tab)
    history.replaceState(null, "", `#${tab.getAttribute("aria-controls")}`)
  }

  #key(event) {
    const at = this.tabs.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.tabs.length - 1 }[event.key]
    if (to === undefined || at < 0) return
    event.preventDefault()
    const tab = this.tabs[(to + this.tabs.length) % this.tabs.length]
    this.#show(tab)
    tab.focus()
  }

  #show(shown) {
    for (const tab of this.tabs) {
      const here = tab === shown
      tab.setAttribute("aria-selected", here)
      tab.tabIndex = here ? 0 : -1
      const panel = document.getElementById(tab.getAttribute("aria-controls"))
      if (panel) panel.hidden = !here
    }
  }
}
