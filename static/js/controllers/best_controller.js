// A new best takes the whole screen once. It listens for "best:show" with what was broken.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "exercise", "value", "unit", "set", "before" ]

  show({ detail: { best, set } }) {
    const [ value, unit ] = best.text.split(" ")
    this.exerciseTarget.textContent = best.exercise
    this.valueTarget.textContent = value
    this.unitTarget.replaceChildren(unit, Object.assign(document.createElement("small"), { textContent: best.label }))
    this.setTarget.textContent = set
    this.beforeTarget.textContent = best.before
    this.element.showModal()
  }
}
