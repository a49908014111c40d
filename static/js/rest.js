// The dock while one rests: how long, how hard the set was, and what comes next.
import { SetRow } from "@app/set_row.js"

const WITHIN_A_SUPERSET_S = 15
const AFTER_A_WARM_UP_S = 60

export function showRest(panel, { row, next, exercises }) {
  const seconds = restBetween(row, next.exercise, exercises)
  if (!seconds) return panel.restTarget.dispatchEvent(new CustomEvent("rest-timer:end"))
  panel.questionTarget.textContent = row.isWarmUp ? "Warm-up logged" : `How hard was ${row.title.toLowerCase()}?`
  panel.effortWordTarget.textContent = row.isWarmUp ? "" : "reps left in you"
  panel.effortsTarget.hidden = row.isWarmUp
  for (const button of panel.effortsTarget.children) button.setAttribute("aria-pressed", "false")
  panel.nextTarget.textContent = wordsOfNext(next, row)
  panel.entryTarget.hidden = true
  panel.restTarget.hidden = false
  const detail = { seconds, after: idOf(row), next: next.isDone ? null : idOf(next), ...ruling(row, next.exercise) }
  panel.restTarget.dispatchEvent(new CustomEvent("rest-timer:start", { detail }))
}

// After a reload or in another tab: the set was logged elsewhere, so nobody asks how hard it was.
export function showRestAgain(element, { next }) {
  const target = (name) => element.querySelector(`[data-after-set-target~=${name}]`)
  const found = next && document.getElementById(`set-${next}`)
  target("question").textContent = "Resting"
  target("effortWord").textContent = ""
  target("efforts").hidden = true
  target("next").textContent = found ? wordsOfNext(new SetRow(found)) : "Next set"
  element.hidden = false
  element.previousElementSibling.hidden = true
}

// A round is done without resting, or hardly so: the rest comes after its last exercise.
export function restBetween(row, current, exercises) {
  const { group, clock, rest } = row.exercise.dataset
  const isOnward = isTogether(row.exercise, current) && exercises.indexOf(current) > exercises.indexOf(row.exercise)
  if (ruling(row, current).clock) return Number(rest)
  if (group && isOnward) return clock === "circuit" ? 0 : WITHIN_A_SUPERSET_S
  return row.isWarmUp ? Math.min(AFTER_A_WARM_UP_S, Number(rest)) : Number(rest)
}

// In an EMOM or AMRAP the clock runs on, whatever is logged, until the group is left.
function ruling(row, current) {
  const { clock, group } = row.exercise.dataset
  const rules = [ "emom", "amrap" ].includes(clock) && (row.exercise === current || isTogether(row.exercise, current))
  return rules ? { clock, of: group || row.exercise.id } : {}
}

const isTogether = (one, other) => one !== other && one.dataset.group !== "" && one.dataset.group === other.dataset.group

const idOf = (row) => row.element.id.replace("set-", "")

function wordsOfNext(next, row) {
  if (next.isDone) return "All sets done"
  const name = next.exercise === row?.exercise ? next.title.toLowerCase() : next.exercise.dataset.name
  return `Next: ${[ name, next.words ].filter(Boolean).join(", ")}`
}
