// Says what became of a set: refused by the server, or deleted and still to be had back.
import { Controller } from "@hotwired/stimulus"
import { toast } from "@app/toast.js"

export default class extends Controller {
  refused({ detail: { errors } }) { toast(errors.join(" ") || "This could not be saved. Load the page again.", { icon: "alert", bad: true, ms: 9000 }) }

  deleted({ target, detail: { url, set } }) {
    const exercise = `#${target.closest(".ex").id}`
    const putBack = () => window.htmx.ajax("POST", url, { values: { set }, target: exercise, swap: "outerHTML" })
    toast("Set deleted", { icon: "trash", action: "Undo", onAction: putBack })
  }
}
