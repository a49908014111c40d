// Exercises and sets that the server has not drawn: its blanks, filled in.
import { rowsOf } from "@app/set_row.js"

// The ids that stand in a blank, as training/blanks.py writes them.
const ITEM = "00000000-0000-7000-8000-000000000001"
const SET = "00000000-0000-7000-8000-000000000002"
const NAME = "{name}"

function fill(name, words) {
  const copy = document.getElementById(name).content.firstElementChild.cloneNode(true)
  const put = (text) => Object.entries(words).reduce((filled, [ blank, word ]) => filled.replaceAll(blank, word), text)
  for (const element of [ copy, ...copy.querySelectorAll("*") ]) {
    for (const attribute of element.attributes) attribute.value = put(attribute.value)
  }
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.data = put(texts.currentNode.data)
  return copy
}

// An exercise without sets.
export function blankExercise(item, card) {
  const section = fill(`blank-${card.tracking}`, { [ITEM]: item, [NAME]: card.name })
  section.querySelector("tbody").replaceChildren()
  section.querySelector(".ex-aim").textContent = ""
  const { slug: exercise, bars = "", loads = "", warm_ups: warmUps = "", last = [] } = card
  Object.assign(section.dataset, { exercise, bars, loads, warmUps, barbell: Boolean(bars), last: JSON.stringify(last) })
  return section
}

export function blankRow(exercise, set) {
  const { tracking, name } = exercise.dataset
  const section = fill(`blank-${tracking}`, { [ITEM]: exercise.id.replace("item-", ""), [SET]: set, [NAME]: name })
  return section.querySelector("tbody tr")
}

export function blankLink(item, card) {
  const link = fill("blank-link", { [ITEM]: item, [NAME]: card.name })
  link.querySelector("small").textContent = ""
  if (card.picture) link.querySelector(".pic use").setAttribute("href", `${card.picture}#p`)
  return link
}

// Where nothing is known, the set before it is what to begin with.
export function continueFrom(row) {
  const rows = rowsOf(row.exercise), above = rows[rows.findIndex(({ id }) => id === row.id) - 1]
  if (!above || above.isWarmUp) return
  for (const figure of above.figures) if (!row.value(figure)) row.begin(figure, above.value(figure))
}
