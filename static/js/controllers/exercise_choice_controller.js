// Finds an exercise among those that this device keeps. "exercise:ask" brings what to do with it.
import { Controller } from "@hotwired/stimulus"
import { icon } from "@app/icons.js"
import { h, picture } from "@app/program_dom.js"

const SHOWN = 40

export default class extends Controller {
  static targets = [ "heading", "query", "list", "count" ]
  static values = { url: String }

  async ask({ detail: { heading, use } }) {
    this.use = use
    this.headingTarget.textContent = heading
    this.queryTarget.value = ""
    this.element.showModal()
    await this.#load()
    this.search()
  }

  search() {
    const words = this.queryTarget.value.toLowerCase().split(/\s+/).filter(Boolean)
    const found = (this.exercises ?? []).filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    if (this.exercises) this.countTarget.textContent = words.length ? `${found.length} found` : ""
    this.listTarget.replaceChildren(...found.slice(0, SHOWN).map((card) => this.#row(card)))
  }

  enter(event) {
    event.preventDefault()
    this.listTarget.querySelector("button")?.click()
  }

  async #load() {
    if (this.exercises) return
    const response = await fetch(this.urlValue).catch(() => null)
    const { exercises, loads } = response?.ok ? await response.json() : {}
    if (exercises) this.exercises = exercises.map((card) => ({ ...card, loads: loads[card.loads] }))
    else this.countTarget.textContent = "The list of exercises is not on this device yet. It comes with the next signal."
  }

  #row(card) {
    const choose = () => { this.element.close(); this.use(card) }
    return h("li", {}, h("button", { class: "item pick", type: "button", onclick: choose },
      picture(card), h("span", { class: "body" }, h("b", {}, card.name), h("small", {}, card.about)), icon("plus")))
  }
}
