// One menu for all sets of the log: it opens for the row whose number was tapped.
import { Controller } from "@hotwired/stimulus"
import { SetRow } from "@app/set_row.js"

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

export default class extends Controller {
  static targets = [ "menu", "heading", "mode" ]

  connect() {
    this.menuTarget.classList.remove("menu--here")
    this.menuTarget.popover = "auto"
  }

  open(event) {
    event.preventDefault()
    this.row = new SetRow(event.currentTarget.closest("tr"))
    this.#show()
    this.menuTarget.showPopover({ source: event.currentTarget })
  }

  mean({ target }) { this.row.loadMode.value = target.value }

  #show() {
    const menu = this.menuTarget, { row } = this
    menu.dataset.row = row.element.id
    menu.action = menu.action.replace(ID, row.id)
    for (const button of menu.querySelectorAll("[formaction]")) button.formAction = button.formAction.replace(ID, row.id)
    for (const button of menu.querySelectorAll("[name=kind]")) button.ariaCurrent = button.value === row.kind ? "true" : null
    this.headingTarget.textContent = row.about
    this.modeTarget.hidden = !row.loadMode
    if (row.loadMode) this.modeTarget.querySelector("select").value = row.loadMode.value
  }
}
