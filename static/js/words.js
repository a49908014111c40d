// What became of edits, in words.
const clock = (iso) => new Date(iso).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
const day = (iso) => new Date(iso).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })
const isToday = (iso) => new Date(iso).toDateString() === new Date().toDateString()

export const changes = (count) => `${count} ${count === 1 ? "change" : "changes"}`

// "4 changes since 18:12"
export function changesSince(waiting) {
  const [ { entry } ] = waiting, first = entry.edited_at ?? entry.deleted_at
  return `${changes(waiting.length)} since ${isToday(first) ? "" : `${day(first)}, `}${clock(first)}`
}

const plain = (value) => String(parseFloat(value))

const FIGURES = {
  load_kg: (value) => `${plain(value)} kg`,
  entered_load: (value) => `load of ${plain(value)}`,
  reps: (value) => `${value} ${value === 1 ? "rep" : "reps"}`,
  duration_s: (value) => `${value} s`,
  distance_m: (value) => `${plain(value)} m`,
  rpe: (value) => `RPE ${plain(value)}`,
  kind: (value) => String(value).replace("_", "-"),
  completed_at: (value) => value ? "done" : "not done",
  finished_at: (value) => value ? `end at ${clock(value)}` : "still open",
  position: (value) => `place ${value + 1}`,
  skipped_at: (value) => value ? "skipped" : "not skipped",
}

function figure(field, value) {
  if (value === null || value === undefined || value === "") return `no ${field.replace(/^(entered|load)_/, "").replace(/_(s|m|at|kg)$/, "").replaceAll("_", " ")}`
  return FIGURES[field]?.(value) ?? `“${value}”`
}

// "Set 2 of Bench press: your 8 reps, 9 reps from another device kept."
export function conflictInWords(about, { field, yours, kept }) {
  if (field === "deleted") return `${about}: deleted on another device after your change.`
  return `${about}: your ${figure(field, yours)}, ${figure(field, kept)} from another device kept.`
}

export function refusalInWords(about, errors) {
  const sentences = Object.values(errors ?? {}).flat().join(" ")
  return `${about} could not be saved. ${sentences}`.trim()
}
