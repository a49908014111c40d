// After a set, in place of the dock: how long to rest, how hard it was, and what comes next.
// The focus goes along, so that a workout can be logged from the keyboard. Tells `after-set:rated` {row, rpe}.
import { Controller } from "@hotwired/stimulus"
import { showRest } from "@app/rest.js"

export default class extends Controller {
  static targets = [ "entry", "rest", "question", "effortWord", "efforts", "next" ]

  begin(row, { next, exercises }) {
    const isHere = this.entryTarget.contains(document.activeElement)
    this.row = row
    showRest(this, { row, next, exercises })
    if (isHere && this.entryTarget.hidden) this.nextTarget.closest("button").focus()
  }

  rate({ currentTarget, params: { rpe, word } }) {
    for (const button of this.effortsTarget.children) button.setAttribute("aria-pressed", button === currentTarget)
    this.effortWordTarget.textContent = word
    this.dispatch("rated", { detail: { row: this.row, rpe } })
  }

  end() {
    const isHere = this.restTarget.contains(document.activeElement)
    this.restTarget.hidden = true
    this.entryTarget.hidden = false
    if (isHere) this.entryTarget.querySelector(".dock-log").focus()
  }
}
