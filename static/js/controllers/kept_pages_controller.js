// What works on this device without a signal, and what waits for one.
import { Controller } from "@hotwired/stimulus"
import { icon } from "@app/icons.js"
import { waitingOf } from "@app/kept.js"
import { h } from "@app/program_dom.js"
import { changesSince } from "@app/words.js"

const LOG = /\/log\/$/
const NEW = "/sessions/new/log/"
const OTHERS = [ "/today/", "/calendar/" ]

export default class extends Controller {
  static targets = [ "works", "waits" ]

  async connect() {
    const name = (await caches.keys()).find((key) => key.startsWith("person-"))
    if (!name) return
    const cache = await caches.open(name)
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname)
    const logs = paths.filter((path) => LOG.test(path) && path !== NEW)
    const wanted = [ ...logs.toReversed(), ...OTHERS, NEW ].filter((path) => paths.includes(path))
    this.worksTarget.prepend(...await Promise.all(wanted.map(async (path) => this.#page(path, await cache.match(path)))))
    const waiting = await waitingOf(name.replace("person-", ""))
    if (waiting.length) this.waitsTarget.prepend(row(changesSince(waiting), "Sent by itself as soon as there is a signal", false))
  }

  async #page(path, response) {
    const title = new DOMParser().parseFromString(await response.text(), "text/html").title
    const [ name, about ] = title.split(", ")
    const kept = new Date(response.headers.get("date")).toLocaleString("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" })
    const words = LOG.test(path) && path !== NEW ? `${about[0].toUpperCase()}${about.slice(1)}, kept ${kept}` : `Kept ${kept}`
    return row(h("a", { href: path }, path === NEW ? "A workout without a plan" : name), words, true)
  }
}

function row(name, words, works) {
  const box = h("span", { class: works ? "donebox" : "donebox donebox--plan" }, ...works ? [ icon("check") ] : [])
  return h("li", { class: "item" }, box, h("span", { class: "body" }, h("b", {}, name), h("small", {}, words)))
}
