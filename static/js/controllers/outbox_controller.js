// The line that says how many changes wait on this device, and what the server did not take.
import { Controller } from "@hotwired/stimulus"
import { dismiss, noticesOf } from "@app/kept.js"
import { icon } from "@app/icons.js"
import { state } from "@app/outbox.js"
import { h } from "@app/program_dom.js"
import { toast } from "@app/toast.js"
import { changesSince } from "@app/words.js"

const { person } = document.documentElement.dataset
const WHY = {
  signal: (what) => `No signal. ${what}, kept on this device until there is.`,
  server: (what) => `The server cannot be reached. ${what}, kept on this device until it is.`,
  "sign-in": (what) => `${what}, kept on this device. Sign in again to send them.`,
  storage: (what) => `This device has no room left. ${what}, kept only while this page is open.`,
}

export default class extends Controller {
  static targets = [ "line", "words", "notices" ]

  connect() {
    this.listening = new AbortController()
    addEventListener("outbox:changed", () => this.paint(), { signal: this.listening.signal })
    this.paint()
  }

  disconnect() { this.listening.abort() }

  async paint() {
    const { waiting, trouble } = state
    this.lineTarget.hidden = !waiting.length || !trouble
    if (waiting.length && trouble) this.wordsTarget.textContent = WHY[trouble](changesSince(waiting))
    if (this.waited && !waiting.length) toast("Everything is saved", { icon: "cloud-check" })
    this.waited = waiting.length > 0 && trouble !== ""
    const notices = await noticesOf(person)
    this.noticesTarget.replaceChildren(...notices.map((notice) => this.#notice(notice)))
  }

  #notice({ id, text }) {
    const close = async () => { await dismiss(id); this.paint() }
    return h("li", {}, icon("alert"), h("p", {}, text),
      h("button", { class: "iconbtn", type: "button", "aria-label": "Dismiss", onclick: close }, icon("x")))
  }
}
