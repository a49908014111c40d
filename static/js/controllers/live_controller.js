// Listens while the page is looked at. When somebody changes what they share, or the sign-in ends,
// the page is asked for again, so that nothing stays on the screen that a new page would not show.
import { Controller } from "@hotwired/stimulus"
import { askAgain, parts } from "@app/again.js"
import { Socket } from "@app/socket.js"
import { toast } from "@app/toast.js"

const REST_AFTER_MS = 30_000
const OLD_MS = 30_000 // the server remembers for longer what a page may have missed
const GONE = "fitapp.gone"

export default class extends Controller {
  static values = { url: String, home: String, ready: Boolean }

  connect() {
    this.socket = new Socket(this.urlValue, {
      heard: (message) => this.#hear(message),
      refused: () => this.#knock(),
    })
    this.listening = new AbortController()
    const { signal } = this.listening
    document.addEventListener("visibilitychange", () => this.#wakeOrRest(), { signal })
    addEventListener("online", () => this.#wakeOrRest(), { signal })
    addEventListener("pageshow", (event) => this.#distrust(event), { signal })
    document.addEventListener("leaving:out", () => this.socket.close(), { signal })
    this.#sayWhatIsGone()
    this.#wakeOrRest()
  }

  disconnect() {
    this.listening.abort()
    clearTimeout(this.resting)
    this.socket.close()
  }

  #wakeOrRest() {
    clearTimeout(this.resting)
    if (document.hidden) this.resting = setTimeout(() => this.socket.close(), REST_AFTER_MS)
    else this.socket.open()
  }

  // A page out of the browser's memory may be of somebody who has signed out since.
  #distrust({ persisted }) {
    if (!persisted) return
    document.body.hidden = true
    location.reload()
  }

  #hear({ type, trainee }) {
    const mayBeOld = this.readyValue || performance.now() > OLD_MS
    if (type === "ready") this.readyValue = true
    if (type === "ask.again" || (type === "ready" && mayBeOld)) this.#look(parts())
    if (type === "access.changed") {
      this.#look(parts().filter(({ dataset: { about } }) => about === "anyone" || about === trainee))
    }
  }

  // One question at a time, so that the last answer is the newest.
  async #look(concerned) {
    if (!concerned.length) return
    if (this.asking) return void (this.askOnceMore = true)
    this.asking = true
    try {
      do {
        this.askOnceMore = false
        if (await askAgain() === "gone") this.#leave()
      } while (this.askOnceMore)
    } finally {
      this.asking = false
    }
  }

  // Refused: the session may have ended, or only have a new key in this browser. The page knows.
  async #knock() {
    const became = await askAgain()
    if (became === "gone") this.#leave()
    else if (became !== "left") this.socket.openLater()
  }

  #leave() {
    sessionStorage.setItem(GONE, "1")
    location.replace(this.homeValue)
  }

  #sayWhatIsGone() {
    if (!sessionStorage.getItem(GONE)) return
    sessionStorage.removeItem(GONE)
    toast("That page is not shared with you any more", { icon: "lock" })
  }
}
