// Draws each set of an exercise as a row of its own, for programs whose sets differ.
import { button, h, iconButton, input, select } from "@app/program_dom.js"
import { clone, newSet, removeFrom, working } from "@app/program_document.js"
import { clock, effort, fromKg, number, readReps, reps, seconds, toKg } from "@app/program_words.js"

const KINDS = { warm_up: "Warm-up", work: "Work", drop: "Drop", failure: "Failure", amrap: "AMRAP" }
const SIDES = { both: "Both sides", left: "Left", right: "Right" }
const LOADS = { none: "Open", absolute: "Weight", percent_1rm: "% max", percent_top: "% top", rpe: "RPE", bodyweight: "Body ±" }

export function setBySet(builder, item, path) {
  const figures = builder.cards[item.exercise]?.figures ?? [ "load", "reps" ]
  const open = builder.openSets === path || new Set(working(item.sets).map((one) => JSON.stringify(one))).size > 1
  const add = (kind) => builder.change(() => {
    const model = item.sets.find((one) => one.kind !== "warm_up") ?? newSet(figures)
    const one = { ...clone(model), kind }
    if (kind === "warm_up") item.sets.unshift({ ...one, rest_s: 60, ...(one.load_kind === "rpe" ? { load_kind: "none", rpe: null } : {}) })
    else item.sets.push(one)
  })
  return h("details", { class: "fold", open, ontoggle: (event) => { builder.openSets = event.target.open ? path : "" } },
    h("summary", { "data-key": "sets-fold" }, "Set by set"),
    h("ol", { class: "list sets-list" }, item.sets.map((one, n) => row(builder, item, one, n, figures))),
    item.sets.length < 30 && h("div", { class: "row row--wrap" }, button("add-warm-up", "Warm-up set", () => add("warm_up"), { icon: "plus" }), button("add-set", "Set", () => add("work"), { icon: "plus" })))
}

function row(builder, item, one, n, figures) {
  const key = (name) => `set-${n}-${name}`
  const text = (name, value, label, change, more = {}) => input(key(name), value, (typed) => builder.edit(() => change(typed)), { "aria-label": `${label} of set ${n + 1}`, ...more })
  const pick = (name, choices, label) => select(key(name), one[name], choices, (value) => builder.change(() => { one[name] = value }), { "aria-label": `${label} of set ${n + 1}` })
  const load = figures.includes("load") && [ pick("load_kind", LOADS, "Way to load"), loadInput(builder, one, text) ]
  return h("li", {}, h("b", {}, `${n + 1}`), h("div", { class: "set-fields" },
    pick("kind", KINDS, "Kind"),
    (builder.cards[item.exercise]?.unilateral || one.side !== "both") && pick("side", SIDES, "Side"),
    figures.includes("reps") && text("reps", reps(one), "Reps", (typed) => Object.assign(one, readReps(typed, one.kind)), { placeholder: "reps" }),
    figures.includes("time") && text("time", clock(one.duration_s), "Time", (typed) => { one.duration_s = seconds(typed) }, { placeholder: "time" }),
    figures.includes("distance") && text("distance", one.distance_m, "Metres", (typed) => { one.distance_m = number(typed) }, { placeholder: "m" }),
    load, load && one.load_kind !== "rpe" && text("effort", one.rpe, "Effort", (typed) => { one.rpe = effort(typed) }, { placeholder: "at RPE" }),
    text("rest", clock(one.rest_s), "Rest", (typed) => { one.rest_s = seconds(typed, { minutes: true }) }, { placeholder: "rest" })),
  iconButton(key("remove"), "x", `Remove set ${n + 1}`, () => builder.change(() => removeFrom(item.sets, one)), { class: "iconbtn iconbtn--sm" }),
  h("p", { "data-error-for": `sets.${n}.`, hidden: true }))
}

function loadInput(builder, one, text) {
  if (one.load_kind.startsWith("percent")) return text("percent", one.load_percent, "Per cent", (typed) => { one.load_percent = number(typed) }, { placeholder: "%", inputmode: "decimal" })
  if (one.load_kind === "rpe") return text("rpe", one.rpe, "RPE", (typed) => { one.rpe = effort(typed) }, { placeholder: "RPE, RIR" })
  if (one.load_kind === "none") return null
  return text("load", fromKg(one.load_kg, builder.unit), "Load", (typed) => Object.assign(one, { load_kg: toKg(typed, builder.unit), load_unit: builder.unit }), { placeholder: builder.unit, inputmode: "decimal" })
}
