// A form that is sent with a passkey: made where `makes`, otherwise used. What the server asks for
// stands in #passkey-options, or comes `from` an address.
import { Controller } from "@hotwired/stimulus"
import { makePasskey, supported, usePasskey } from "@app/passkeys.js"

export default class extends Controller {
  static targets = [ "credential", "button", "fault", "without", "alone" ]
  static values = { makes: Boolean, from: String }

  connect() {
    this.buttonTarget.hidden = !supported()
    if (this.hasWithoutTarget) this.withoutTarget.hidden = supported()
  }

  async ask(event) {
    event.preventDefault()
    this.faultTarget.hidden = true
    this.buttonTarget.disabled = true
    try {
      const credential = await this.#credential(await this.#options())
      this.credentialTarget.value = JSON.stringify(credential)
      this.element.submit()
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      this.faultTarget.hidden = false
      this.buttonTarget.disabled = false
    }
  }

  #credential(options) {
    return this.makesValue ? makePasskey(options, { alone: this.aloneTarget.checked }) : usePasskey(options)
  }

  async #options() {
    if (!this.fromValue) return JSON.parse(document.getElementById("passkey-options").textContent)
    const answer = await fetch(this.fromValue, { headers: { Accept: "application/json" } })
    if (!answer.ok) throw new DOMException("The server did not say what it asks for.", "NetworkError")
    return (await answer.json()).request_options
  }
}
