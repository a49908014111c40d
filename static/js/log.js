// The log of one session: each verb is an edit, painted at once, kept on this device and sent.
import { moment, uuid7 } from "@app/ids.js"
import { drop, editsOf } from "@app/kept.js"
import { record } from "@app/outbox.js"
import { paint } from "@app/painting.js"
import { exercisesHere, placeAfter } from "@app/placing.js"
import { rowsOf } from "@app/set_row.js"

const { person } = document.documentElement.dataset
const SETS_AT_FIRST = Array(3).fill({ kind: "work", side: "both" })
const A_SECOND_MS = 1000 // what an answer is dated to
const painted = new Set() // edits that this page shows

// A workout without a plan has its id in its address, so that it is found again.
function idOfThisPage() {
  const id = new URLSearchParams(location.search).get("id") ?? uuid7()
  history.replaceState(null, "", `?id=${id}`)
  return id
}

const now = () => new Date(moment()).toISOString()

export class Log {
  constructor(root) {
    this.root = root
    this.root.dataset.logSession ||= idOfThisPage()
  }

  get session() { return this.root.dataset.logSession }
  get name() { return document.querySelector("h1").textContent }
  get isBegun() { return this.root.dataset.logBegun === "true" }

  // Paints what was said since the server drew this page, here before or in another tab meanwhile.
  async replay() {
    const edits = (await editsOf(person)).filter(({ session }) => session === this.session)
    const drawnAt = Number(this.root.dataset.logDrawn) * 1000 - A_SECOND_MS
    const isKnown = ({ sentAt }) => sentAt && sentAt < drawnAt
    drop(...edits.filter(isKnown))
    const news = edits.filter((edit) => !isKnown(edit) && !painted.has(edit.id))
    if (news.some(({ list }) => list === "sessions")) this.root.dataset.logBegun = "true"
    news.forEach((edit) => this.#paint(edit))
    if (news.length) this.#tell()
  }

  logSet(row) { this.#say("sets", { id: row.id, ...row.said, ...row.isDone ? {} : { completed_at: now() } }, row) }
  undoSet(row) { this.#say("sets", { id: row.id, completed_at: null }, row) }
  rateSet(row) { this.#say("sets", { id: row.id, rpe: row.said.rpe }, row) }
  changeKind(row, kind) { this.#say("sets", { id: row.id, kind }, row) }

  deleteSet(row) { this.#say("deleted", { type: "set", id: row.id }, row) }
  // An edit after the deletion brings the set back whole.
  putBack(row, item) { this.#say("sets", { id: row.id, kind: row.kind }, { about: "The deleted set", item }) }

  addSet(exercise) {
    const item = exercise.id.replace("item-", ""), { name } = exercise.dataset
    const last = exercise.querySelector("tbody tr:last-child")?.dataset ?? {}
    const kind = { warm: "work", fail: "failure", undefined: "work" }[last.type] ?? last.type
    this.#say("sets", { id: uuid7(), item, kind, side: last.side ?? "both" }, { about: `A set of ${name}`, item })
  }

  // In front of the others, as far as the server has worked them out. Returns how many.
  warmUp(exercise) {
    const item = exercise.id.replace("item-", ""), rows = rowsOf(exercise)
    const found = (exercise.dataset.warmUps ?? "").split(" ").filter(Boolean).map((words) => words.split("x").map(Number))
    if (found.length) rows.forEach((row, at) => this.#say("sets", { id: row.id, position: found.length + at }, row))
    found.forEach(([ load, reps ], position) => {
      const said = { id: uuid7(), item, kind: "warm_up", position, target_load_kg: load, target_reps: reps }
      this.#say("sets", said, { about: `A warm-up of ${exercise.dataset.name}`, item })
    })
    return found.length
  }

  // With as many sets as last time.
  addExercise(card, position = placeAfter(exercisesHere())) {
    const item = uuid7(), sets = card.last?.length ? card.last : SETS_AT_FIRST
    this.#say("items", { id: item, exercise: card.slug, position }, { about: card.name, card })
    for (const { kind, side } of sets) this.#say("sets", { id: uuid7(), item, kind, side }, { about: `A set of ${card.name}`, item })
    return document.getElementById(`item-${item}`)
  }

  // One place earlier (-1) or later (1).
  move(exercise, by) {
    const all = exercisesHere(), at = all.indexOf(exercise)
    all.splice(at, 1)
    all.splice(Math.max(0, at + by), 0, exercise)
    this.#order(all)
  }

  deleteExercise(exercise) { this.#say("deleted", { type: "item", id: exercise.id.replace("item-", "") }, { about: exercise.dataset.name }) }

  // An edit after the deletion brings it back whole.
  putBackExercise(exercise) { this.#sayOf(exercise, { position: Number(exercise.dataset.position) }) }

  // What is done of an exercise stays what it was; the other one comes right behind it.
  swap(exercise, card) {
    const open = [ ...exercise.querySelectorAll("tbody tr:not([data-state=done])") ]
    if (exercise.querySelector("tbody tr[data-state=done]")) {
      const all = exercisesHere(), next = all.indexOf(exercise) + 1
      for (const { id } of open) this.#say("deleted", { type: "set", id: id.replace("set-", "") }, { about: `A set of ${exercise.dataset.name}` })
      this.#order([ ...all.slice(0, next), null, ...all.slice(next) ])
      return this.addExercise(card, next)
    }
    this.#sayOf(exercise, { exercise: card.slug }, card)
    return document.getElementById(exercise.id)
  }

  note(exercise, note) { this.#sayOf(exercise, { note }) }
  skip(exercise, isSkipped) { this.#sayOf(exercise, { skipped_at: isSkipped ? now() : null }) }

  finish({ rpe, note }) {
    const said = { ...rpe ? { rpe: Number(rpe) } : {}, ...note ? { note } : {} }
    this.#say("sessions", { id: this.session, finished_at: now(), ...said }, { about: this.name })
  }

  // Says of each that stands elsewhere now where that is. Null keeps a place free.
  #order(exercises) {
    exercises.forEach((exercise, position) => {
      if (exercise && Number(exercise.dataset.position) !== position) this.#sayOf(exercise, { position })
    })
  }

  #sayOf(exercise, said, card) {
    this.#say("items", { id: exercise.id.replace("item-", ""), ...said }, { about: exercise.dataset.name, ...card ? { card } : {} })
  }

  #say(list, entry, { about, item, card }) {
    this.#begin()
    const whose = [ "sets", "items" ].includes(list) ? { session: this.session } : {}
    const edit = record({ list, session: this.session, about, item, card, entry: { ...whose, ...entry } })
    this.#paint(edit)
    this.#tell()
  }

  #paint(edit) {
    painted.add(edit.id)
    paint(edit)
  }

  #tell() { this.root.dispatchEvent(new CustomEvent("log:changed")) }

  // A workout that the server does not know begins with the first that is said in it.
  #begin() {
    if (this.isBegun) return
    const { logSession: id, logPlanned: planned, logOpened: opened } = this.root.dataset
    this.root.dataset.logBegun = "true"
    const entry = { id, ...planned ? { planned } : { name: this.name }, started_at: opened }
    this.#paint(record({ list: "sessions", session: id, about: this.name, entry }))
  }
}
