// A workout as a whole: how far it is, and which exercise comes next.
import { rowsOf, SetRow } from "@app/set_row.js"

const open = (exercise) => rowsOf(exercise).filter((row) => !row.isDone).length

const isWaiting = (exercise) => open(exercise) > 0 && exercise.dataset.skipped !== "true"

export const firstOpen = (exercises) => exercises.find(isWaiting)

// In a superset the other exercise comes next; after the last set, the next one that is open.
export function nextAfter(row, exercises) {
  const own = row.exercise, { group } = own.dataset, at = exercises.indexOf(own)
  const order = [ ...exercises.slice(at + 1), ...exercises.slice(0, at) ]
  const mate = group && order.find((other) => other.dataset.group === group && open(other) >= Math.max(1, open(own)))
  return mate || (open(own) ? null : order.find(isWaiting))
}

// One exercise is shown at a time, with what came before beside it.
export function paintCurrent(exercise, { exerciseTargets, sideTargets, linkTargets }) {
  const item = exercise.id.replace("item-", "")
  for (const other of exerciseTargets) other.hidden = other !== exercise
  for (const side of sideTargets) side.hidden = side.dataset.item !== item
  for (const link of linkTargets) {
    if (link.dataset.item !== item) link.removeAttribute("aria-current")
    else { link.setAttribute("aria-current", "step"); link.scrollIntoView({ inline: "center", block: "nearest" }) }
  }
}

export function paintProgress(links, elements) {
  for (const link of links) paintPlates(link.querySelector(".plates"), rowsOf(document.getElementById(`item-${link.dataset.item}`)))
  const rows = elements.map((element) => new SetRow(element))
  const working = rows.filter((row) => !row.isWarmUp)
  const volume = Math.round(rows.reduce((sum, row) => sum + row.volume, 0)).toLocaleString("en-GB")
  const words = { volume, "finish-volume": volume, "finish-sets": working.filter((row) => row.isDone).length }
  for (const [ id, text ] of Object.entries(words)) {
    const element = document.getElementById(id)
    if (element) element.textContent = text
  }
  const warning = document.getElementById("finish-open")
  if (warning) warning.hidden = working.every((row) => row.isDone)
}

function paintPlates(plates, rows) {
  plates.replaceChildren(...rows.map((row) => {
    const plate = document.createElement("i")
    plate.className = `${row.isWarmUp ? "h2" : "h4"} ${row.isDone ? "on" : row.state === "now" ? "now" : ""}`
    return plate
  }))
  plates.setAttribute("aria-label", `${rows.filter((row) => row.isDone).length} of ${rows.length} sets done`)
}
