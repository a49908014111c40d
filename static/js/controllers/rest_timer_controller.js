// Counts a rest down, and on past zero until the next set. Fires "over" when it is skipped or done.
import { Controller } from "@hotwired/stimulus"
import { clock } from "@app/set_row.js"

export default class extends Controller {
  static targets = [ "remaining", "bar" ]

  disconnect() { this.#stop() }

  start({ detail: { seconds } }) {
    this.total = seconds
    this.endsAt = Date.now() + seconds * 1000
    this.rung = false
    this.timer ??= setInterval(() => this.#tick(), 250)
    this.#tick()
  }

  change({ params: { by } }) {
    this.endsAt = Math.max(Date.now(), this.endsAt + by * 1000)
    this.total = Math.max(this.total, Math.ceil((this.endsAt - Date.now()) / 1000))
    this.#tick()
  }

  skip() {
    this.#stop()
    this.dispatch("over")
  }

  #tick() {
    const left = Math.ceil((this.endsAt - Date.now()) / 1000)
    this.remainingTarget.textContent = (left < 0 ? "+" : "") + clock(Math.abs(left))
    this.barTarget.max = this.total
    this.barTarget.value = Math.max(0, left)
    this.element.classList.toggle("is-over", left <= 0)
    if (left > 0 || this.rung) return
    this.rung = true
    navigator.vibrate?.([ 120, 80, 120 ])
  }

  #stop() {
    clearInterval(this.timer)
    this.timer = null
  }
}
