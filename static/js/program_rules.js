// Draws progression rules as sentences whose words can be changed.
import { button, h, iconButton, input, select } from "@app/program_dom.js"
import { removeFrom } from "@app/program_document.js"
import { fromKg, number, toKg } from "@app/program_words.js"

const WHEN = { all_sets: "every set reaches its target", top_of_range: "every set reaches the top of its range", top_set: "the top set reaches its target" }
const AXES = { load: "load", reps: "reps", sets: "sets", time: "seconds", rpe: "load by effort", training_max: "the training max" }
const START = { load: 2.5, reps: 1, sets: 1, time: 5, rpe: 10, training_max: 2.5 }
const LOADS = [ "load", "rpe", "training_max" ]
const EFFORTS = Object.fromEntries([ [ "", "any effort" ], ...[ 7, 7.5, 8, 8.5, 9, 9.5 ].map((one) => [ one, `RPE ${one} or under` ]) ])
const MISSES = { 1: "a miss", 2: "two misses", 3: "three misses", 4: "four misses", 5: "five misses" }
const NEW = { axis: "load", step: 2.5, when: "all_sets", max_rpe: null, ceiling: null, on_ceiling: "stop", on_fail: "hold", fail_after: 2, fail_percent: 10, wave: [] }

export function rules(builder, item, path) {
  const add = () => builder.change(() => item.progression.push({ ...NEW, wave: [] }))
  const warmUp = select("warm-up", item.warm_up ?? "none", { none: "as written", auto: "worked out from the first working set" }, (value) => builder.edit(() => { item.warm_up = value }), { "aria-label": "Warm-up sets" })
  return h("fieldset", { class: "field rule-b" }, h("legend", {}, "Progression, in words"),
    item.progression.map((rule, n) => sentence(builder, item, rule, n)),
    !item.progression.length && h("p", { class: "hint" }, "It stays as it is written."),
    item.progression.length < 6 && button("rule-add", item.progression.length ? "Otherwise…" : "Let it progress", add, { icon: "plus" }),
    h("div", { class: "sentence" }, "Warm-up sets: ", warmUp))
}

function sentence(builder, item, rule, n) {
  const words = wordsOf(builder, rule, n)
  const say = { rpe: byEffort, training_max: byTrainingMax }[rule.axis] ?? byStep
  const remove = iconButton(`rule-${n}-remove`, "trash", "Remove this rule", () => builder.change(() => removeFrom(item.progression, rule)), { class: "iconbtn iconbtn--sm" })
  return h("div", { class: "sentence", role: "group", "aria-label": `Rule ${n + 1}` }, say(rule, words, n), remove,
    h("p", { "data-error-for": `progression.${n}.`, hidden: true }))
}

const byStep = (rule, { pick, figure, axis, effort, misses }, n) => [
  n ? "Otherwise, when " : "When ", pick("when", WHEN, "Condition"), " at ", effort, ", add ", figure("step", "Step"), rule.axis === "load" ? " of " : " in ", axis,
  ", up to ", figure("ceiling", "Ceiling", { placeholder: "no end" }), ", then ", pick("on_ceiling", { stop: "stay there", reset: "start anew" }, "At the ceiling"), ". ", ...misses,
]

const byEffort = (rule, { figure, axis }, n) => [
  n ? "Otherwise, choose " : "Choose ", axis, " from how hard the last top set felt, by ", figure("step", "Most at once"), " at most, up to ", figure("ceiling", "Ceiling", { placeholder: "no end" }), ".",
]

const byTrainingMax = (rule, { figure, axis, wave, misses }) => [
  "Percentages are of ", axis, " and rise, cycle by cycle, by ", wave, " points. After such a wave it goes up by ", figure("step", "Step"), ", up to ", figure("ceiling", "Ceiling", { placeholder: "no end" }), ". ", ...misses,
]

// The words of a sentence that can be changed.
function wordsOf(builder, rule, n) {
  const isLoad = LOADS.includes(rule.axis), unit = isLoad ? builder.unit : AXES[rule.axis]
  const read = (text) => isLoad ? toKg(text, builder.unit) : number(text)
  const show = (value) => isLoad ? fromKg(value, builder.unit) : value ?? ""
  const key = (name) => `rule-${n}-${name}`
  const set = (name, value) => builder.edit(() => { rule[name] = value })
  const pick = (name, choices, label) => select(key(name), `${rule[name] ?? ""}`, choices, (value) => set(name, value), { "aria-label": label })
  const figure = (name, label, more = {}) => h("span", { class: "rule-fig" }, input(key(name), show(rule[name]), (text) => set(name, read(text)), { inputmode: "decimal", "aria-label": label, ...more }), unit)
  const axis = select(key("axis"), rule.axis, AXES, (value) => builder.change(() => Object.assign(rule, { axis: value, step: START[value], ceiling: null, wave: value === "training_max" ? [ 0, 5, 10 ] : [] })), { "aria-label": "What grows" })
  const effort = select(key("max_rpe"), `${rule.max_rpe ?? ""}`, EFFORTS, (value) => set("max_rpe", number(value)), { "aria-label": "Effort" })
  const wave = h("span", { class: "rule-fig rule-wave" }, input(key("wave"), (rule.wave ?? []).join(", "), (text) => set("wave", text.split(/[,;]\s*|\s+/).filter(Boolean).map(number)), { "aria-label": "Points for each cycle of a wave" }))
  return { pick, figure, axis, effort, wave, misses: missesOf(builder, rule, { key, set }) }
}

function missesOf(builder, rule, { key, set }) {
  const after = select(key("fail_after"), `${rule.fail_after ?? 2}`, MISSES, (value) => set("fail_after", Number(value)), { "aria-label": "How many misses" })
  const then = select(key("on_fail"), rule.on_fail, { hold: "keep it", reduce: "take off" }, (value) => builder.change(() => { rule.on_fail = value }), { "aria-label": "After misses" })
  if (rule.on_fail !== "reduce") return [ "After misses, ", then, "." ]
  const percent = h("span", { class: "rule-fig" }, input(key("fail_percent"), rule.fail_percent ?? 10, (text) => set("fail_percent", number(text)), { inputmode: "numeric", "aria-label": "Taken off" }), "%")
  return [ "After ", after, rule.axis === "training_max" ? " in a wave, " : " in a row, ", then, " ", percent, "." ]
}
