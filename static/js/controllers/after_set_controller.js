// After a set, in place of the dock: how long to rest, how hard it was, and what comes next.
// Tells `after-set:rated` {row, rpe}.
import { Controller } from "@hotwired/stimulus"
import { showRest } from "@app/rest.js"

export default class extends Controller {
  static targets = [ "entry", "rest", "question", "effortWord", "efforts", "next" ]

  begin(row, { next, exercises }) {
    this.row = row
    showRest(this, { row, next, exercises })
  }

  rate({ currentTarget, params: { rpe, word } }) {
    for (const button of this.effortsTarget.children) button.setAttribute("aria-pressed", button === currentTarget)
    this.effortWordTarget.textContent = word
    this.dispatch("rated", { detail: { row: this.row, rpe } })
  }

  end() {
    this.restTarget.hidden = true
    this.entryTarget.hidden = false
  }
}
