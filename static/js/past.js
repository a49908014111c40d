// What came before, for exercises that were added on this device: what it keeps of them, and what
// the server knows once it is asked.
import { rowsOf } from "@app/set_row.js"

// The nth warm-up goes by the nth warm-up of last time, the nth working set by the nth working set.
export function recall(row) {
  const isAlike = ({ isWarmUp, side }) => isWarmUp === row.isWarmUp && side === row.side
  const last = JSON.parse(row.exercise.dataset.last || "[]").map((set) => ({ ...set, isWarmUp: set.kind === "warm_up" }))
  const at = rowsOf(row.exercise).filter(isAlike).findIndex(({ id }) => id === row.id)
  const known = last.filter(isAlike)[at]
  if (!known) return
  row.element.querySelector(".prev").textContent = known.words
  row.guess(known)
}

// Last time's sets go beside the new ones, and into those that are still empty.
export async function learnPast(page, items) {
  const response = await fetch(page, { headers: { "X-Asked-Again": "1" } }).catch(() => null)
  if (!response?.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html")
  for (const item of items) {
    const known = fresh.getElementById(`item-${item}`), here = document.getElementById(`item-${item}`)
    if (!known || !here) continue
    const { loads, warmUps } = known.dataset
    Object.assign(here.dataset, { loads, warmUps })
    rowsOf(known).forEach(learnRow)
    const side = fresh.querySelector(`.lg-context[data-item="${item}"]`)
    if (side) document.querySelector(".lg-side").append(document.adoptNode(side))
  }
}

function learnRow(known) {
  const row = rowsOf(document.getElementById(`item-${known.item}`)).find(({ id }) => id === known.id)
  if (!row) return
  row.element.querySelector(".prev").replaceWith(document.adoptNode(known.element.querySelector(".prev")))
  for (const figure of row.isDone ? [] : row.figures) {
    if (known.value(figure)) row.begin(figure, known.value(figure))
  }
}
