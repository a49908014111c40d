// Switches between the system's theme, light and dark. A button steps, radio buttons choose.
import { Controller } from "@hotwired/stimulus"
import { iconUrl } from "@app/icons.js"

const ICONS = { auto: "auto", light: "sun", dark: "moon" }
const NAMES = { auto: "as the device", light: "light", dark: "dark" }

export default class extends Controller {
  static targets = [ "label" ]

  connect() {
    this.element.hidden = false
    this.paint = () => this.#paint()
    document.addEventListener("themechange", this.paint)
    this.#paint()
  }

  disconnect() { document.removeEventListener("themechange", this.paint) }

  next() {
    const order = Object.keys(ICONS)
    this.#set(order[(order.indexOf(this.#theme) + 1) % order.length])
  }

  choose({ target }) { this.#set(target.value) }

  get #theme() { return document.documentElement.dataset.theme || "auto" }

  #set(theme) {
    if (theme === "auto") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    try { localStorage.setItem("theme", theme) } catch { /* a private window keeps nothing */ }
    document.dispatchEvent(new CustomEvent("themechange"))
  }

  #paint() {
    const theme = this.#theme
    if (this.element.localName === "button") {
      this.element.querySelector("use")?.setAttribute("href", iconUrl(ICONS[theme]))
      if (this.hasLabelTarget) this.labelTarget.textContent = `Theme: ${NAMES[theme]}`
      else this.element.setAttribute("aria-label", `Theme: ${NAMES[theme]}. Switch theme`)
    }
    for (const radio of this.element.querySelectorAll("input[type=radio]")) radio.checked = radio.value === theme
  }
}
