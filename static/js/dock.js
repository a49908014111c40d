// The dock shows one row of the set table in figures big enough for thumbs.
import { barFor, inWords, platesIn, solve } from "@app/plates.js"
import { clock, number, seconds } from "@app/set_row.js"
import { stepFrom } from "@app/steps.js"

// In two words what goes on each side, or how much is missing.
function plateWords(row) {
  const dialog = document.getElementById("plate-dialog")
  const { chosen, short } = solve(number(row.value("load")), number(barFor(dialog, row.exercise.dataset).value), platesIn(dialog))
  const words = inWords(chosen) || (row.value("load") && short === 0 ? "Empty bar" : "Plates")
  return chosen.length && short > 0 ? `${words}, ${short} short` : words
}

// A run is dialled in minutes, a plank in seconds.
const inMinutes = (row) => row.figures.includes("distance") && row.figures.includes("time")

function stepOf(figure, row, column) {
  if (figure === "load") return number(row.exercise.dataset.step)
  if (figure === "time") return inMinutes(row) ? 0.5 : 5
  if (figure === "distance") return column === "m" ? 5 : 0.1
  return 1
}

function shown(figure, row) {
  const value = row.value(figure)
  if (figure !== "time" || !value) return value
  return inMinutes(row) ? Math.round(seconds(value) / 0.6) / 100 : seconds(value)
}

const loadsOf = (row) => row.exercise.dataset.loads.split(" ").filter(Boolean).map(Number)

// How far a tap goes either way: from dumbbells of 22.5 it is 2.5 up and may be 2 down.
function paintSteps(stepper, row, step) {
  const { figure } = stepper.dataset
  const now = number(row.value(figure)), loads = figure === "load" ? loadsOf(row) : []
  const [ less, more ] = stepper.querySelectorAll("[data-step]")
  less.textContent = Math.round((now - stepFrom(now, -1, step, loads)) * 100) / 100
  more.textContent = Math.round((stepFrom(now, 1, step, loads) - now) * 100) / 100
}

export function bindDock(dock, row) {
  for (const stepper of dock.stepperTargets) {
    const { figure } = stepper.dataset
    stepper.hidden = !row.figures.includes(figure)
    if (stepper.hidden) continue
    const column = row.input(figure).getAttribute("aria-label").match(/ in (\w+),/)?.[1]
    const step = stepOf(figure, row, column)
    stepper.dataset.stepperStepValue = step
    stepper.dataset.stepperLoadsValue = JSON.stringify(figure === "load" ? loadsOf(row) : [])
    paintSteps(stepper, row, step)
    if (figure === "time") stepper.querySelector(".u").textContent = inMinutes(row) ? "min" : "s"
    if (figure === "distance") stepper.querySelector(".u").textContent = column
    const input = stepper.querySelector("input")
    if (document.activeElement !== input) input.value = shown(figure, row)
  }
  const rows = [ ...row.exercise.querySelectorAll("tbody tr:not([data-type=warm])") ]
  const place = rows.indexOf(row.element) + 1
  dock.titleTarget.textContent = place ? `Set ${place} of ${rows.length}` : row.title
  dock.subtitleTarget.textContent = row.exercise.dataset.name
  dock.logTarget.textContent = row.isDone ? "Save change" : place ? `Log set ${row.label}` : "Log warm-up"
  dock.platesTarget.hidden = row.exercise.dataset.barbell !== "true"
  dock.platesTarget.querySelector("span").textContent = row.exercise.dataset.barbell === "true" ? plateWords(row) : ""
}

export function readDock(stepper, row) {
  const { figure } = stepper.dataset
  const { value } = stepper.querySelector("input")
  if (figure !== "time" || !value || value.includes(":")) row.put(figure, value)
  else row.put(figure, clock(number(value) * (inMinutes(row) ? 60 : 1)))
  if (figure === "load") paintSteps(stepper, row, number(row.exercise.dataset.step))
}
