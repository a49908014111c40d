// Asks before a form is sent. <form data-controller="confirm" data-action="confirm#ask" data-confirm-question-value="..">
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static values = { question: { type: String, default: "Really do this?" } }

  ask(event) {
    if (!window.confirm(this.questionValue)) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  }
}
