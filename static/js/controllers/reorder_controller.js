// Reorders items within lists and between those of the same sort, by pointer or keyboard; says where
// an item is and tells `reorder:moved` {from, to, place} when it has landed.
import { Controller } from "@hotwired/stimulus"
import { follow } from "@app/drag.js"

export default class extends Controller {
  static targets = [ "list", "item", "handle", "live" ]

  connect() {
    this.listening = new AbortController()
    for (const [ name, act ] of Object.entries({ keydown: this.#key, focusout: this.#left, pointerdown: this.#press })) {
      this.element.addEventListener(name, act.bind(this), { signal: this.listening.signal })
    }
  }

  disconnect() { this.listening.abort() }

  #say(text) { this.liveTarget.textContent = text }
  #where(item) {
    const list = item.parentElement
    const items = this.#itemsOf(list)
    return `${list.dataset.name}, position ${items.indexOf(item) + 1} of ${items.length}`
  }

  #itemsOf(list) { return [ ...list.children ].filter((one) => this.itemTargets.includes(one)) }
  #itemOf(handle) { return handle?.closest("[data-reorder-target~=item]") }

  #key(event) {
    const handle = event.target.closest(".handle")
    const item = this.#itemOf(handle)
    if (!item) return
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault()
      this.lifted ? this.#drop(true) : this.#lift(item)
    } else if (this.lifted) this.#steer(event, item, handle)
  }

  #lift(item) {
    this.lifted = item
    this.home = { list: item.parentElement, next: item.nextElementSibling }
    item.classList.add("is-lift")
    this.#say(`${item.dataset.name} lifted, ${this.#where(item)}. Arrow keys move it, space drops it, escape puts it back.`)
  }

  #steer(event, item, handle) {
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); return this.#drop(false) }
    const home = item.parentElement
    const [ back, on ] = home.dataset.flow === "row" ? [ "ArrowLeft", "ArrowRight" ] : [ "ArrowUp", "ArrowDown" ]
    const lists = this.listTargets.filter((one) => one.dataset.sort === home.dataset.sort)
    const other = lists[lists.indexOf(home) + { ArrowLeft: -1, ArrowRight: 1 }[event.key]]
    this.steering = true
    if (event.key === back) item.previousElementSibling?.before(item)
    else if (event.key === on) item.nextElementSibling?.after(item)
    else if (other) other.insertBefore(item, other.children[this.#itemsOf(home).indexOf(item)] ?? null)
    else if (!event.key.startsWith("Arrow")) { this.steering = false; return }
    event.preventDefault()
    handle.focus()
    this.steering = false
    this.#say(this.#where(item))
  }

  #drop(kept) {
    const item = this.lifted
    this.lifted = null
    item.classList.remove("is-lift")
    if (!kept) this.home.list.insertBefore(item, this.home.next)
    this.#say(`${item.dataset.name} ${kept ? "dropped" : "put back"}, ${this.#where(item)}.`)
    if (kept) this.#land(item)
    else item.querySelector(".handle").focus()
  }

  #left(event) {
    if (this.lifted && !this.steering && event.relatedTarget && !this.lifted.contains(event.relatedTarget)) this.#drop(true)
  }

  #land(item) {
    const list = item.parentElement
    this.dispatch("moved", { detail: { from: item.dataset.path, to: list.dataset.day, place: this.#itemsOf(list).indexOf(item) } })
  }

  #press(event) {
    const item = this.#itemOf(event.target.closest("[data-reorder-target~=handle]"))
    if (!item || event.button) return
    follow(event, item, () => {
      this.#say(`${item.dataset.name} moved, ${this.#where(item)}.`)
      this.#land(item)
    })
  }
}
