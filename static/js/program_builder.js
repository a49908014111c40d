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
  copyTo = {}
  #past = []
  #future = []
  #editedAt = 0

  constructor({ program, cards, muscles, unwanted, unit, draw, changed, say, aimed, menu }) {
    Object.assign(this, { program, cards, muscleNames: muscles, unwanted, unit, draw, changed, say, aimed, openMenu: menu })
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

  // The number of the first week of the block that is shown.
  get firstWeek() { return this.program.blocks.slice(0, this.block).reduce((sum, block) => sum + Number(block.cycles || 1), 1) }

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

  // A block, a workout or a whole group one place on; an item within its group is moved by `move`.
  shift(path, by) {
    const { block, workout, group } = this.at(path)
    this.change(() => {
      if (group) { const [ first ] = group.items; acts.shift(workout.groups, group, by); this.#pick(first) }
      else if (workout) this.#moveWorkout(block, workout, block.workouts.indexOf(workout) + by)
      else { acts.shift(this.program.blocks, block, by); this.block = this.program.blocks.indexOf(block) }
    })
  }

  #moveWorkout(block, workout, place) {
    acts.moveWorkout(block, workout, Math.max(0, Math.min(place, block.workouts.length - 1)))
    this.#pick(workout)
  }

  // A week that differs from the others of its block, or a copy of it after itself.
  splitWeek(n, { copied = false } = {}) {
    const { blocks } = this.program
    this.change(() => { Object.assign(this, { block: blocks.indexOf(acts.splitAt(blocks, blocks[this.block], n, { copied })), selectedPath: "" }) })
    this.target = `${this.block}.0`
    this.say(copied ? "The week is copied. Change the copy as you like." : "This week stands for itself now.")
  }

  copyWorkout(path, to, day) {
    const { workout } = this.at(path)
    const block = this.program.blocks[to]
    this.change(() => this.#pick(acts.copyWorkout(workout, block, day)))
    this.say(`${workout.name} copied to ${block.name}, day ${day}.`)
  }

  join(path) { const { workout, group, item } = this.at(path); this.change(() => { acts.joinNext(workout, group); this.#pick(item) }) }
  split(path) { const { workout, group, item } = this.at(path); this.change(() => { acts.split(workout, group); this.#pick(item) }) }

  // What was dragged or carried: an exercise to a place of a workout, a workout of its block, a block.
  move(from, to, place) {
    const { block, workout, item } = this.at(from)
    this.change(() => {
      if (item) { acts.moveItem(workout, this.at(to).workout, item, place); this.#pick(item) }
      else if (workout) this.#moveWorkout(block, workout, place)
      else { acts.removeFrom(this.program.blocks, block); this.program.blocks.splice(place, 0, block); Object.assign(this, { block: place, selectedPath: "" }) }
    })
    return this.selectedPath || `${this.block}`
  }
}
