// Finds exercises while one types, and tells `exercise-picker:chosen` {card} which was taken.
import { Controller } from "@hotwired/stimulus"
import { h, iconButton, picture } from "@app/program_dom.js"

export default class extends Controller {
  static targets = [ "query", "list", "count" ]
  static values = { url: String }

  connect() { this.search() }

  disconnect() { clearTimeout(this.timer); this.asking?.abort() }

  type() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.search(), 150)
  }

  async search() {
    this.asking?.abort()
    this.asking = new AbortController()
    const query = this.queryTarget.value.trim()
    try {
      const response = await fetch(`${this.urlValue}?q=${encodeURIComponent(query)}`, { signal: this.asking.signal, headers: { accept: "application/json" } })
      if (!response.ok) throw new Error(response.statusText)
      this.#show((await response.json()).exercises, query)
    } catch (error) {
      if (error.name !== "AbortError") this.countTarget.textContent = "The search cannot be reached right now."
    }
  }

  // What is added answers what is written now, however fast it was typed.
  async enter(event) {
    if (event.key !== "Enter") return
    event.preventDefault()
    clearTimeout(this.timer)
    if (this.shown !== this.queryTarget.value.trim()) await this.search()
    if (this.found?.[0]) this.#choose(this.found[0])
  }

  #show(found, query) {
    this.found = found
    this.shown = query
    this.countTarget.textContent = query ? `${found.length} found${found.length ? ". Enter adds the first." : ". Try another word."}` : ""
    this.listTarget.replaceChildren(...found.map((card) => h("li", { class: "item lib-x" }, picture(card),
      h("span", { class: "body" }, h("b", {}, card.name), h("small", {}, card.about)),
      iconButton(`pick-${card.slug}`, "plus", `Add ${card.name}`, () => this.#choose(card)))))
  }

  #choose(card) {
    this.dispatch("chosen", { detail: { card } })
    this.queryTarget.select()
  }
}
