// A new best takes the whole screen once, however many records the set broke. It listens for
// "best:show" with what was broken, the one most worth saying first.
import { Controller } from "@hotwired/stimulus"

const inWords = ({ label, text, by }) => `${label[0].toUpperCase()}${label.slice(1)} ${text}, ${by} than before`

export default class extends Controller {
  static targets = [ "kicker", "exercise", "says", "value", "unit", "set", "before", "by", "more" ]

  show({ detail: { bests, set } }) {
    const [ first, ...others ] = bests
    const [ value, unit ] = first.text.split(" ")
    this.kickerTarget.textContent = others.length ? `${bests.length} new bests` : "New best"
    this.exerciseTarget.textContent = first.exercise
    this.saysTarget.textContent = `${bests.map(inWords).join(". ")}.`
    this.valueTarget.textContent = value
    this.unitTarget.replaceChildren(unit, Object.assign(document.createElement("small"), { textContent: first.label }))
    this.setTarget.textContent = set
    this.beforeTarget.textContent = first.before
    this.byTarget.textContent = first.by
    this.moreTarget.replaceChildren(...others.map((other) => Object.assign(document.createElement("li"), { textContent: inWords(other) })))
    this.moreTarget.hidden = !others.length
    if (!this.element.open) this.element.showModal()
  }

  // What was pressed to log the set is hidden while one rests.
  goOn() { document.querySelector("#dock-rest:not([hidden]) .btn--block, #dock-input:not([hidden]) .btn--block")?.focus() }
}
