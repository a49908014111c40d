// Opens and closes the <dialog> inside its element (or the one it sits on); a tap beside it closes it.
// <div data-controller="dialog"><button data-action="dialog#open">..</button><dialog data-dialog-target="dialog">..</dialog></div>
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "dialog" ]
  static values = { sticky: Boolean }

  connect() {
    this.pressed = (event) => this.#closeBeside(event)
    this.#dialog?.addEventListener("click", this.pressed)
    if (this.#dialog?.id && location.hash === `#${this.#dialog.id}`) this.#dialog.showModal()
  }

  disconnect() { this.#dialog?.removeEventListener("click", this.pressed) }

  // With `data-dialog-id-param` a button opens a dialog that is somewhere else on the page.
  open(event) {
    event?.preventDefault()
    const dialog = event?.params?.id ? document.getElementById(event.params.id) : this.#dialog
    dialog?.showModal()
  }

  close(event) {
    event?.preventDefault()
    const dialog = event?.target.closest("dialog") ?? this.#dialog
    dialog?.close()
  }

  get #dialog() {
    if (this.hasDialogTarget) return this.dialogTarget
    return this.element.localName === "dialog" ? this.element : null
  }

  #closeBeside(event) {
    if (this.stickyValue || event.target !== this.#dialog) return
    const box = this.#dialog.getBoundingClientRect()
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
    if (!inside) this.#dialog.close()
  }
}
