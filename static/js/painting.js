// Paints edits, and rows as the server knows them, over the page. Said twice, they look the same.
import { blankExercise, blankLink, blankRow } from "@app/blank.js"
import { recall } from "@app/past.js"
import { linkOf, place, placeAfter, placeExercise, placeLink, regroup } from "@app/placing.js"
import { renumber, rowsOf, SetRow } from "@app/set_row.js"

const removed = new Map() // elements of this page that were deleted, by their id

const exerciseOf = (item) => document.getElementById(`item-${item}`)

export function paint({ list, entry, item, card, isGone }) {
  if (list === "deleted") remove(entry.type, entry.id)
  else if (isGone) remove(list.slice(0, -1), entry.id)
  else ({ sets: paintSet, items: paintItem, sessions: paintSession })[list](entry, { item, card })
}

function paintSet(entry, { item }) {
  const element = document.getElementById(`set-${entry.id}`) ?? putBack(entry.id) ?? addRow(exerciseOf(entry.item ?? item), entry)
  if (!element) return
  if (entry.position !== undefined) place(element, entry.position)
  new SetRow(element).paint(entry)
}

function addRow(exercise, { id, kind, side }) {
  if (!exercise) return null
  const element = blankRow(exercise, id), body = exercise.querySelector("tbody")
  element.dataset.position = placeAfter([ ...body.children ])
  body.append(element)
  new SetRow(element).paint({ kind, side })
  recall(new SetRow(element))
  return element
}

function putBack(id) {
  const { element, parent, next, link } = removed.get(id) ?? {}
  if (!element) return null
  parent.insertBefore(element, next?.parentNode === parent ? next : null)
  if (link) placeLink(element, link)
  removed.delete(id)
  return element
}

function remove(type, id) {
  const element = document.getElementById(`${type}-${id}`)
  if (!element) return
  const link = type === "item" ? linkOf(id) : null, exercise = element.closest(".ex")
  removed.set(id, { element, link, parent: element.parentNode, next: element.nextElementSibling })
  element.remove()
  link?.remove()
  if (type === "set") renumber(exercise)
  else regroup()
}

function paintItem(entry, { card }) {
  const known = card ?? { slug: entry.exercise, name: entry.name, tracking: entry.tracking }
  const exercise = exerciseOf(entry.id) ?? putBack(entry.id) ?? addExercise(entry.id, known)
  if (!exercise) return
  if (entry.position !== undefined) placeExercise(exercise, entry.position)
  const isSwapped = entry.exercise && exercise.dataset.exercise !== entry.exercise
  const shown = isSwapped ? swap(exercise, known) : exercise
  if (entry.note !== undefined) paintNote(shown, entry.note)
  if (entry.skipped_at !== undefined) paintSkipped(shown, entry.skipped_at !== null)
}

function addExercise(item, card) {
  if (!card.tracking) return null
  const exercise = blankExercise(item, card), list = document.getElementById("lg-exercises")
  exercise.dataset.position = placeAfter([ ...list.children ])
  list.append(exercise)
  placeLink(exercise, blankLink(item, card))
  return exercise
}

// The sets stay; what was said about the other exercise goes.
function swap(exercise, card) {
  const item = exercise.id.replace("item-", ""), made = blankExercise(item, card)
  const { rest, clock, group, letter, position, name } = exercise.dataset
  Object.assign(made.dataset, { rest, clock, group, letter, position })
  made.hidden = exercise.hidden
  made.querySelector(".ex-aim").textContent = `Instead of ${name}`
  const rows = rowsOf(exercise)
  exercise.replaceWith(made)
  for (const row of rows) {
    const element = blankRow(made, row.id)
    element.dataset.position = row.element.dataset.position
    made.querySelector("tbody").append(element)
    new SetRow(element).paint({ kind: row.kind, side: row.side })
    recall(new SetRow(element))
    new SetRow(element).takeOver(row)
  }
  linkOf(item)?.replaceWith(blankLink(item, card))
  regroup()
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
