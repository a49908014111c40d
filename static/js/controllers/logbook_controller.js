// What is said of sets, and the end, become edits of the log.
import { Controller } from "@hotwired/stimulus"
import { Answers } from "@app/answers.js"
import { Log } from "@app/log.js"
import { send, state } from "@app/outbox.js"
import { SetRow } from "@app/set_row.js"
import { toast } from "@app/toast.js"

export default class extends Controller {
  static targets = [ "finished" ]

  connect() {
    this.book = new Log(this.element)
    this.element.dataset.logOpened = new Date().toISOString()
    this.answers = new Answers(this.element)
  }

  disconnect() { this.answers.stop() }

  kind(event) {
    event.preventDefault()
    event.target.hidePopover()
    const row = new SetRow(document.getElementById(event.target.dataset.row)), { value } = event.submitter
    if (value) return this.book.changeKind(row, value)
    const { item } = row
    this.book.deleteSet(row)
    toast("Set deleted", { icon: "trash", action: "Undo", onAction: () => this.book.putBack(row, item) })
  }

  addSet(event) {
    event.preventDefault()
    this.book.addSet(event.target.closest(".ex"))
  }

  async finish(event) {
    event.preventDefault()
    event.target.closest("dialog").close()
    this.book.finish(Object.fromEntries(new FormData(event.target)))
    await send()
    if (!state.waiting.length) location.assign(`/sessions/${this.book.session}/`)
  }

  refresh() { this.finishedTarget.hidden = this.element.dataset.finished !== "true" }
}
