// Draws progression rules as sentences whose words can be changed.
import { button, h, iconButton, input, select } from "@app/program_dom.js"
import { removeFrom } from "@app/program_document.js"
import { fromKg, number, toKg } from "@app/program_words.js"

const WHEN = { all_sets: "every set reaches its target", top_of_range: "every set reaches the top of its range", top_set: "the top set reaches its target" }
const AXES = { load: "load", reps: "reps", sets: "sets", time: "seconds" }
const START = { load: 2.5, reps: 1, sets: 1, time: 5 }
const EFFORTS = Object.fromEntries([ [ "", "any effort" ], ...[ 7, 7.5, 8, 8.5, 9, 9.5 ].map((one) => [ one, `RPE ${one} or under` ]) ])

export function rules(builder, item, path) {
  const add = () => builder.change(() => item.progression.push({ axis: "load", step: 2.5, when: "all_sets", max_rpe: null, ceiling: null, on_ceiling: "stop", on_fail: "hold" }))
  return h("fieldset", { class: "field rule-b" }, h("legend", {}, "Progression, in words"),
    item.progression.map((rule, n) => sentence(builder, item, rule, n)),
    !item.progression.length && h("p", { class: "hint" }, "It stays as it is written."),
    item.progression.length < 6 && button("rule-add", item.progression.length ? "Otherwise…" : "Let it progress", add, { icon: "plus" }))
}

function sentence(builder, item, rule, n) {
  const unit = rule.axis === "load" ? builder.unit : AXES[rule.axis]
  const read = (text) => rule.axis === "load" ? toKg(text, builder.unit) : number(text)
  const show = (value) => rule.axis === "load" ? fromKg(value, builder.unit) : value ?? ""
  const key = (name) => `rule-${n}-${name}`
  const pick = (name, choices, label, redraw = false) => select(key(name), `${rule[name] ?? ""}`, choices, (value) => (redraw ? builder.change : builder.edit).call(builder, () => { rule[name] = value }), { "aria-label": label })
  const axis = select(key("axis"), rule.axis, AXES, (value) => builder.change(() => Object.assign(rule, { axis: value, step: START[value], ceiling: null })), { "aria-label": "What grows" })
  const effort = select(key("max_rpe"), `${rule.max_rpe ?? ""}`, EFFORTS, (value) => builder.edit(() => { rule.max_rpe = number(value) }), { "aria-label": "Effort" })
  const figure = (name, label, more = {}) => h("span", { class: "rule-fig" }, input(key(name), show(rule[name]), (text) => builder.edit(() => { rule[name] = read(text) }), { inputmode: "decimal", "aria-label": label, ...more }), unit)
  const remove = iconButton(key("remove"), "trash", "Remove this rule", () => builder.change(() => removeFrom(item.progression, rule)), { class: "iconbtn iconbtn--sm" })
  return h("div", { class: "sentence", role: "group", "aria-label": `Rule ${n + 1}` }, n ? "Otherwise, when " : "When ", pick("when", WHEN, "Condition"), " at ", effort, ", add ", figure("step", "Step"), rule.axis === "load" ? " of " : " in ", axis,
    ", up to ", figure("ceiling", "Ceiling", { placeholder: "no end" }), ", then ", pick("on_ceiling", { stop: "stay there", reset: "start anew" }, "At the ceiling"),
    ". After two misses, ", pick("on_fail", { hold: "keep it", reduce: "take 10 % off" }, "After misses"), ".", remove,
    h("p", { "data-error-for": `progression.${n}.`, hidden: true }))
}
