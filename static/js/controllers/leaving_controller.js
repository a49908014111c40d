// Asks before somebody signs out whose changes are on this device alone.
// <form data-controller="leaving" data-action="leaving#ask">
import { Controller } from "@hotwired/stimulus"
import { send, state } from "@app/outbox.js"
import { changes } from "@app/words.js"

const PATIENCE_MS = 3000

export default class extends Controller {
  async ask(event) {
    event.preventDefault()
    await Promise.race([ send(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)) ])
    const count = state.waiting.length
    const question = `${changes(count)} ${count === 1 ? "is" : "are"} on this device alone and could not be sent. Signing out deletes ${count === 1 ? "it" : "them"}. Sign out?`
    if (count && !window.confirm(question)) return
    this.dispatch("out")
    event.target.submit()
  }
}
