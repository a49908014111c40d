// Asks once, at the first rest, whether its end may be told with the screen locked. A browser that
// said yes before says it again, for whoever is signed in now.
import { Controller } from "@hotwired/stimulus"
import { toast } from "@app/toast.js"

const LATER = "fitapp.push.later"

export default class extends Controller {
  static values = { url: String }

  async offer() {
    if (this.offered) return
    this.offered = true
    this.worker = "PushManager" in window && await navigator.serviceWorker?.getRegistration()
    if (!this.worker || Notification.permission === "denied") return
    if (Notification.permission === "granted") return this.#subscribe().catch(() => { /* the next rest asks again */ })
    this.element.hidden = localStorage.getItem(LATER) !== null
  }

  async allow() {
    this.#putAway()
    if (await Notification.requestPermission() !== "granted") return toast("You can allow it later in the settings of your browser", { icon: "bell" })
    const isSaid = await this.#subscribe().catch(() => false)
    if (isSaid) toast("You will be told when rest is over", { icon: "bell" })
    else toast("That did not work. It is tried again at the next workout.", { bad: true, icon: "alert" })
  }

  later() {
    localStorage.setItem(LATER, "yes")
    this.#putAway()
  }

  #putAway() {
    this.element.hidden = true
    this.element.closest(".rest").querySelector("button").focus()
  }

  async #subscribe() {
    const { key } = await (await fetch(`${this.urlValue}key/`)).json()
    const { endpoint, keys } = (await this.worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON()
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token }
    const { ok } = await fetch(this.urlValue, { method: "POST", body: JSON.stringify({ endpoint, keys }), headers })
    return ok
  }
}
