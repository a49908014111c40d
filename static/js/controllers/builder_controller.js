// The program builder: ties its state to the page. See program_builder.js for what it can do.
import { Controller } from "@hotwired/stimulus"
import { about, blockFields, differing, paintErrors, problems } from "@app/program_about.js"
import { columns, muscles, strip, volumeInWords } from "@app/program_board.js"
import { Builder } from "@app/program_builder.js"
import { keepingFocus } from "@app/program_dom.js"
import { inspector } from "@app/program_inspector.js"
import { toast } from "@app/toast.js"

const read = (id) => JSON.parse(document.getElementById(id).textContent)

export default class extends Controller {
  static targets = [ "title", "strip", "block", "board", "muscles", "volume", "inspector", "about", "problems", "problemList", "differences", "menu", "undo", "redo", "live", "search" ]
  static values = { unit: String }

  connect() {
    this.builder = new Builder({
      program: read("program-document"), cards: read("program-cards"), muscles: read("muscle-names"), unwanted: read("unwanted-exercises"),
      unit: this.unitValue,
      draw: (what) => this.draw(what),
      changed: () => this.dispatch("changed", { detail: { program: this.builder.program } }),
      say: (text) => { this.liveTarget.textContent = text },
      aimed: () => { this.searchTarget.focus(); this.searchTarget.scrollIntoView({ block: "center" }) },
      menu: (acts) => this.menuTarget.replaceChildren(...acts),
    })
    this.element.hidden = false
    this.draw()
    this.dispatch("ready", { detail: { builder: this.builder } })
  }

  // While figures are typed, `fields: false` leaves the fields alone and redraws what follows from them.
  draw({ fields = true } = {}) {
    const { builder } = this
    if (this.element.querySelector(".is-lift, .is-drag")) return
    keepingFocus(() => {
      this.titleTarget.textContent = builder.program.name || "Unnamed program"
      this.stripTarget.replaceChildren(...strip(builder))
      this.boardTarget.replaceChildren(...columns(builder))
      this.musclesTarget.replaceChildren(...muscles(builder))
      this.volumeTarget.textContent = volumeInWords(builder)
      if (fields) {
        this.blockTarget.replaceChildren(...blockFields(builder))
        this.inspectorTarget.replaceChildren(...inspector(builder, builder.selectedPath))
        this.aboutTarget.replaceChildren(...about(builder))
      }
    })
    this.undoTarget.disabled = !builder.canUndo
    this.redoTarget.disabled = !builder.canRedo
    this.paint()
  }

  paint() {
    const { builder } = this
    paintErrors(builder, this.inspectorTarget, builder.selectedPath)
    paintErrors(builder, this.blockTarget, `${builder.block}`)
    paintErrors(builder, this.aboutTarget, "")
    this.problemListTarget.replaceChildren(...problems(builder))
    this.problemsTarget.hidden = !Object.keys(builder.errors).length
  }

  undo() { this.builder.undo() }
  redo() { this.builder.redo() }

  key(event) {
    if (event.key === "Escape" && this.inspectorTarget.contains(event.target)) {
      this.element.querySelector(`[data-key="pick:${this.builder.selectedPath}"], [data-key="day:${this.builder.selectedPath}"]`)?.focus()
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.matches("input, textarea")) {
      event.preventDefault()
      if (event.shiftKey) this.redo()
      else this.undo()
    }
  }

  // --- What other controllers say ---

  add({ detail: { card } }) {
    const workout = this.builder.addExercise(card)
    if (workout) toast(`${card.name} added to ${workout.name}`, { action: "Undo", onAction: () => this.undo() })
    else toast("Add a workout first, then its exercises.", { icon: "info" })
  }

  moved({ detail: { from, to, place } }) {
    const path = this.builder.move(from, to, place)
    this.element.querySelector(`[data-key="handle:${path}"], [data-key="block:${path}"]`)?.focus()
  }

  refused({ detail: { errors } }) { this.builder.errors = errors; this.draw({ fields: false }) }

  differ({ detail: { differences } }) { this.differencesTarget.replaceChildren(...differing(this.builder, differences)) }

  restored({ detail: { program } }) { this.builder.program = program; this.builder.selectedPath = ""; this.draw() }
}
