// Tells the form in which time zone this browser is.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = [ "name" ]

  nameTargetConnected(input) {
    input.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""
  }
}
