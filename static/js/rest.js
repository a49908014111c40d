// The dock while one rests: how hard the set was, and what comes next.
import { restBetween } from "@app/workout.js"

export function showRest(dock, row) {
  dock.questionTarget.textContent = row.isWarmUp ? "Warm-up logged" : `How hard was ${row.title.toLowerCase()}?`
  dock.effortWordTarget.textContent = row.isWarmUp ? "" : "reps left in you"
  dock.effortsTarget.hidden = row.isWarmUp
  for (const button of dock.effortsTarget.children) button.setAttribute("aria-pressed", "false")
  dock.nextTarget.textContent = dock.row.isDone ? "All sets done" : `Next: ${nameOfNext(dock, row)}, ${dock.row.words}`
  dock.entryTarget.hidden = true
  dock.restTarget.hidden = false
  const seconds = restBetween(row, dock.current, dock.exerciseTargets)
  dock.restTarget.dispatchEvent(new CustomEvent("rest-timer:start", { detail: { seconds } }))
}

const nameOfNext = (dock, row) => dock.current === row.exercise ? dock.row.title.toLowerCase() : dock.current.dataset.name
