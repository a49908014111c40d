// The state of the builder and what can be done with it. Draws nothing itself.
import * as acts from "@app/program_document.js"

const LEVELS = [ "blocks", "workouts", "groups", "items" ]
const serverPath = (path) => path === "" ? "" : path.split(".").map((n, level) => `${LEVELS[level]}.${n}`).join(".")

export class Builder {
  block = 0
  selectedPath = ""
  target = "0.0"
  errors = {}
  openSets = ""
  #past = []
  #future = []
  #editedAt = 0

  constructor({ program, cards, muscles, unit, draw, changed, say, aimed, menu }) {
    Object.assign(this, { program, cards, muscleNames: muscles, unit, draw, changed, say, aimed, openMenu: menu })
  }

  at(path) { return path ? acts.find(this.program, path) : {} }

  // A change of structure: everything is drawn again.
  change(act) {
    this.#keep()
    act()
    this.#editedAt = 0
    this.draw()
    this.changed()
  }

  // A change of a figure while it is typed: the fields stay as they are.
  edit(act, { sets = false } = {}) {
    if (Date.now() - this.#editedAt > 1500) this.#keep()
    this.#editedAt = Date.now()
    act()
    this.draw({ fields: sets && document.activeElement?.dataset.key !== "sets" })
    this.changed()
  }

  #keep() {
    this.#past = [ ...this.#past.slice(-49), JSON.stringify(this.program) ]
    this.#future = []
  }

  get canUndo() { return this.#past.length > 0 }
  get canRedo() { return this.#future.length > 0 }
  undo() { this.#swap(this.#past, this.#future) }
  redo() { this.#swap(this.#future, this.#past) }

  #swap(from, to) {
    if (!from.length) return
    to.push(JSON.stringify(this.program))
    const { version, updated_at } = this.program
    this.program = { ...JSON.parse(from.pop()), version, updated_at }
    this.block = Math.max(0, Math.min(this.block, this.program.blocks.length - 1))
    if (!Object.values(this.at(this.selectedPath)).some(Boolean)) this.selectedPath = ""
    this.draw()
    this.changed()
  }

  #errorsUnder(path) {
    const prefix = serverPath(path)
    return Object.keys(this.errors).filter((key) => prefix === "" || key === prefix || key.startsWith(`${prefix}.`)).map((key) => key.slice(prefix ? prefix.length + 1 : 0))
  }

  hasErrors(path) { return this.#errorsUnder(path).length > 0 }
  hasOwnErrors(path) { return this.#errorsUnder(path).some((key) => !/\d/.test(key)) }

  // The sentences that belong to a field: "reps_min|reps_max", "progression.0.", "group.rounds".
  sentences(path, fields) {
    const prefix = serverPath(path)
    const fits = (rest) => fields.split("|").some((name) => name.endsWith(".") ? rest.startsWith(name) : rest === name || (rest.startsWith("sets.") && rest.endsWith(`.${name}`)))
    const own = this.#errorsUnder(path).filter(fits).map((rest) => [ prefix, rest ].filter(Boolean).join("."))
    const group = fields.startsWith("group.") ? [ `${serverPath(path.split(".").slice(0, 3).join("."))}.${fields.slice(6)}` ] : []
    return [ ...new Set([ ...own, ...group ].flatMap((key) => this.errors[key] ?? [])) ]
  }

  showBlock(b) { Object.assign(this, { block: b, selectedPath: "", target: `${b}.0` }); this.draw() }

  select(path) {
    const again = this.selectedPath === path
    const [ b, w ] = path.split(".")
    Object.assign(this, { selectedPath: path, block: Number(b), target: `${b}.${w}` })
    this.draw()
    this.say(again ? "" : "Press Enter again to change it.")
    const isBelow = matchMedia("(width < 60rem)").matches
    return again || isBelow ? document.getElementById("bi-h")?.focus() : null
  }

  aim(path) { this.target = path; this.draw(); this.aimed() }

  addBlock() {
    this.change(() => {
      this.program.blocks.push(acts.newBlock(`Block ${this.program.blocks.length + 1}`))
      Object.assign(this, { block: this.program.blocks.length - 1, selectedPath: "", target: `${this.program.blocks.length - 1}.0` })
    })
  }

  addWorkout() {
    this.change(() => this.#pick(acts.addWorkout(this.program.blocks[this.block])))
    this.say(`${this.at(this.selectedPath).workout.name} added.`)
  }

  addExercise(card) {
    this.cards[card.slug] = card
    if (!this.at(this.target).workout) return null
    const { workout } = this.at(this.target)
    this.change(() => {
      const item = acts.newItem(card)
      workout.groups.push(acts.newGroup(item))
      this.#pick(item)
    })
    this.say(`${card.name} added to ${workout.name}.`)
    return workout
  }

  #pick(thing) {
    this.selectedPath = acts.pathOf(this.program, thing)
    this.block = Number(this.selectedPath.split(".")[0])
    this.target = this.selectedPath.split(".").slice(0, 2).join(".")
  }

  duplicate(path) {
    const { block, workout, group, item } = this.at(path)
    this.change(() => {
      if (!item) this.#pick(acts.duplicate(block.workouts, workout))
      else if (group.items.length > 1) this.#pick(acts.duplicate(group.items, item))
      else this.#pick(acts.duplicate(workout.groups, group).items[0])
    })
  }

  remove(path) {
    const { block, workout, item } = this.at(path)
    this.change(() => {
      if (item) acts.removeItem(workout, item)
      else acts.removeFrom(workout ? block.workouts : this.program.blocks, workout ?? block)
      this.block = Math.max(0, Math.min(this.block, this.program.blocks.length - 1))
      this.selectedPath = ""
    })
    this.say(`${item?.name ?? workout?.name ?? block.name} removed. Undo brings it back.`)
  }

  shift(path, by) {
    const { block, workout } = this.at(path)
    const list = workout ? block.workouts : this.program.blocks
    const thing = workout ?? block
    const place = list.indexOf(thing) + by
    if (place < 0 || place >= list.length) return
    this.change(() => {
      acts.removeFrom(list, thing)
      list.splice(place, 0, thing)
      this.block = this.program.blocks.indexOf(block)
      if (workout) this.#pick(thing)
    })
  }

  join(path) { const { workout, group, item } = this.at(path); this.change(() => { acts.joinNext(workout, group); this.#pick(item) }) }
  split(path) { const { workout, group, item } = this.at(path); this.change(() => { acts.split(workout, group); this.#pick(item) }) }

  move(from, to, place) {
    const { workout, item } = this.at(from)
    this.change(() => { acts.moveItem(workout, this.at(to).workout, item, place); this.#pick(item) })
    return this.selectedPath
  }
}
