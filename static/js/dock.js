// The dock shows one row of the set table in figures big enough for thumbs.
import { solve } from "@app/plates.js"
import { clock, number, seconds } from "@app/set_row.js"

const BAR = { kg: 20, lb: 45 }
const PLATES = { kg: [ 25, 20, 15, 10, 5, 2.5, 1.25 ], lb: [ 45, 35, 25, 10, 5, 2.5 ] }

const platesIn = (total, unit) => solve(total, BAR[unit], PLATES[unit]).chosen.join(" + ") || "Plates"

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

export function bindDock(logger, row) {
  for (const stepper of logger.stepperTargets) {
    const { figure } = stepper.dataset
    stepper.hidden = !row.figures.includes(figure)
    if (stepper.hidden) continue
    const column = row.input(figure).getAttribute("aria-label").match(/ in (\w+),/)?.[1]
    const step = stepOf(figure, row, column)
    stepper.dataset.stepperStepValue = step
    for (const words of stepper.querySelectorAll("[data-step]")) words.textContent = step
    if (figure === "time") stepper.querySelector(".u").textContent = inMinutes(row) ? "min" : "s"
    if (figure === "distance") stepper.querySelector(".u").textContent = column
    const input = stepper.querySelector("input")
    if (document.activeElement !== input) input.value = shown(figure, row)
  }
  const rows = [ ...row.exercise.querySelectorAll("tbody tr:not([data-type=warm])") ]
  const place = rows.indexOf(row.element) + 1
  logger.titleTarget.textContent = place ? `Set ${place} of ${rows.length}` : row.title
  logger.subtitleTarget.textContent = row.exercise.dataset.name
  logger.logTarget.textContent = row.isDone ? "Save change" : place ? `Log set ${row.label}` : "Log warm-up"
  logger.platesTarget.hidden = row.exercise.dataset.barbell !== "true"
  logger.platesTarget.querySelector("span").textContent = platesIn(number(row.value("load")), logger.unitValue)
}

export function readDock(stepper, row) {
  const { figure } = stepper.dataset
  const { value } = stepper.querySelector("input")
  if (figure !== "time" || !value || value.includes(":")) row.put(figure, value)
  else row.put(figure, clock(number(value) * (inMinutes(row) ? 60 : 1)))
}
