// Paints edits, and rows as the server knows them, over the page. Said twice, they look the same.
import { blankExercise, blankLink, blankRow } from "@app/blank.js"
import { renumber, rowsOf, SetRow } from "@app/set_row.js"

const removed = new Map() // elements of this page that were deleted, by their id

const exerciseOf = (item) => document.getElementById(`item-${item}`)
const linkOf = (item) => document.querySelector(`[data-logger-target=link][data-item="${item}"]`)

export function paint({ list, entry, item, card, isGone }) {
  if (list === "deleted") remove(entry.type, entry.id)
  else if (isGone) remove(list.slice(0, -1), entry.id)
  else ({ sets: paintSet, items: paintItem, sessions: paintSession })[list](entry, { item, card })
}

function paintSet(entry, { item }) {
  const element = document.getElementById(`set-${entry.id}`) ?? putBack(entry.id) ?? addRow(exerciseOf(entry.item ?? item), entry)
  if (element) new SetRow(element).paint(entry)
}

function addRow(exercise, { id }) {
  if (!exercise) return null
  const element = blankRow(exercise, id)
  exercise.querySelector("tbody").append(element)
  return element
}

function putBack(id) {
  const { element, parent, next } = removed.get(id) ?? {}
  if (!element) return null
  parent.insertBefore(element, next?.parentNode === parent ? next : null)
  removed.delete(id)
  return element
}

function remove(type, id) {
  const element = document.getElementById(`${type}-${id}`)
  if (!element) return
  removed.set(id, { element, parent: element.parentNode, next: element.nextElementSibling })
  element.remove()
  if (type === "item") linkOf(id)?.closest("li").remove()
  else renumber(removed.get(id).parent.closest(".ex"))
}

function paintItem(entry, { card }) {
  const known = card ?? { slug: entry.exercise, name: entry.name, tracking: entry.tracking }
  const exercise = exerciseOf(entry.id) ?? addExercise(entry.id, known, entry.position)
  if (!exercise) return
  const isSwapped = entry.exercise && exercise.dataset.exercise !== entry.exercise
  const shown = isSwapped ? swap(exercise, known) : exercise
  if (entry.note !== undefined) paintNote(shown, entry.note)
  if (entry.skipped_at !== undefined) paintSkipped(shown, entry.skipped_at !== null)
}

function addExercise(item, card, position) {
  if (!card.tracking) return null
  const exercise = blankExercise(item, card), link = blankLink(item, card)
  const there = document.querySelectorAll(".lg-main .ex"), links = document.querySelectorAll(".lg-plan li")
  const place = Math.min(position ?? there.length, there.length)
  if (there[place]) there[place].before(exercise)
  else document.getElementById("lg-exercises").append(exercise)
  links[place].before(link)
  return exercise
}

// The sets stay; what was said about the other exercise goes.
function swap(exercise, card) {
  const item = exercise.id.replace("item-", ""), made = blankExercise(item, card)
  const { rest, clock, group, name } = exercise.dataset
  Object.assign(made.dataset, { rest, clock, group })
  made.hidden = exercise.hidden
  made.querySelector(".ex-aim").textContent = `Instead of ${name}`
  const rows = rowsOf(exercise)
  exercise.replaceWith(made)
  for (const row of rows) {
    const element = blankRow(made, row.id)
    made.querySelector("tbody").append(element)
    new SetRow(element).paint({ kind: row.kind, side: row.element.dataset.side })
  }
  linkOf(item)?.closest("li").replaceWith(blankLink(item, card))
  return made
}

function paintNote(exercise, note) {
  const words = exercise.querySelector(".ex-note")
  words.textContent = note
  words.hidden = !note
  exercise.querySelector("textarea").value = note
}

function paintSkipped(exercise, isSkipped) {
  exercise.dataset.skipped = isSkipped
  for (const element of exercise.querySelectorAll("[data-when]")) element.hidden = (element.dataset.when === "skipped") !== isSkipped
}

function paintSession(entry) {
  const root = document.querySelector("[data-log-session]")
  if (entry.started_at) document.querySelector("[data-controller=elapsed]")?.setAttribute("data-elapsed-since-value", entry.started_at)
  if (entry.finished_at !== undefined) root.dataset.finished = entry.finished_at !== null
}
