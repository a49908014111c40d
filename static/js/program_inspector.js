// Draws the fields of what is selected: an exercise, a workout or a block.
import { button, field, h, input, picture, select } from "@app/program_dom.js"
import { clone, newSet, working } from "@app/program_document.js"
import { clock, effort, fromKg, number, readReps, reps, seconds, tempo, toKg } from "@app/program_words.js"
import { rules } from "@app/program_rules.js"
import { setBySet } from "@app/program_sets.js"

const KINDS = { straight: "Straight sets", superset: "Superset", circuit: "Circuit", emom: "Every minute on the minute", amrap: "As many rounds as possible" }

export function inspector(builder, path) {
  const { block, workout, group, item } = builder.at(path)
  if (item) return [ heading(item.name, picture(builder.cards[item.exercise])), h("div", { class: "stack" }, itemFields(builder, item, path), rules(builder, item, path), cue(builder, item), setBySet(builder, item, path), groupFields(builder, group)) ]
  if (workout) return [ heading(workout.name || "Workout"), h("div", { class: "stack" }, workoutFields(builder, workout, block, path)) ]
  return [ heading("Pick an exercise"), h("p", { class: "muted t14" }, "Choose a card to set its sets, load and progression, or a workout to rename it.") ]
}

const heading = (text, side) => h("header", {}, h("h2", { id: "bi-h", tabindex: "-1" }, text), side)

function itemFields(builder, item, path) {
  const sets = working(item.sets)
  const first = sets[0]
  const each = (change) => builder.edit(() => working(item.sets).forEach(change))
  const count = input("sets", sets.length, (text) => setCountTo(builder, item, number(text)), { inputmode: "numeric" })
  const shared = (read) => new Set(sets.map(read)).size > 1 ? { value: "", placeholder: "varies" } : {}
  const top = [ h("div", { class: "field" }, h("label", { for: "f-sets", id: "l-sets" }, "Sets"), stepper(count, "sets")) ]
  if (!first) return [ h("div", { class: "insp-row" }, top) ]
  const figures = builder.cards[item.exercise]?.figures ?? [ "load", "reps" ]
  if (figures.includes("reps")) top.push(field("Reps", input("reps", reps(first), (text) => each((one) => Object.assign(one, readReps(text, one.kind))), shared(reps)), { error: "reps_min|reps_max" }))
  if (figures.includes("time")) top.push(field("Time", input("time", clock(first.duration_s), (text) => each((one) => { one.duration_s = seconds(text) }), shared((one) => one.duration_s)), { error: "duration_s", suffix: "min" }))
  if (figures.includes("distance")) top.push(field("Distance", input("distance", first.distance_m, (text) => each((one) => { one.distance_m = number(text) }), { inputmode: "decimal" }), { error: "distance_m", suffix: "m" }))
  const rest = field("Rest", input("rest", clock(first.rest_s), (text) => each((one) => { one.rest_s = seconds(text, { minutes: true }) }), shared((one) => one.rest_s)), { error: "rest_s", suffix: "min" })
  const heavy = figures.includes("load") ? loadFields(builder, item, first, each, shared) : []
  return [ h("div", { class: "insp-row" }, top), ...heavy.slice(0, 1), h("div", { class: "insp-row" }, ...heavy.slice(1), rest), figures.includes("reps") && lastSet(builder, item, sets), h("p", { "data-error-for": "exercise|sets", hidden: true }) ]
}

function loadFields(builder, item, first, each, shared) {
  const body = builder.cards[item.exercise]?.tracking === "bodyweight_reps"
  const ways = { ...(body ? { bodyweight: "Body ±" } : {}), absolute: "Weight", percent_1rm: "% of max", percent_top: "% of top", rpe: "RPE or RIR", none: "Open" }
  const choose = (kind) => { builder.change(() => each((one) => Object.assign(one, { load_kind: kind, ...start(kind, one) }))) }
  const way = h("fieldset", { class: "field" }, h("legend", {}, "Load by"), h("div", { class: "seg seg--wrap" }, Object.entries(ways).map(([ kind, name ]) =>
    h("label", {}, h("input", { type: "radio", name: "load-by", checked: first.load_kind === kind, "data-key": `by:${kind}`, onchange: () => choose(kind) }), name))))
  const aim = first.load_kind !== "rpe" && field("Effort to aim at", input("effort", first.rpe, (text) => each((one) => { one.rpe = effort(text) }), { placeholder: "any", ...shared((one) => one.rpe) }), { error: "rpe", hint: "RPE, or 2 RIR." })
  return [ way, loadField(builder, first, each, shared), aim ].filter(Boolean)
}

const start = (kind, one) => ({ absolute: { load_kg: one.load_kg > 0 ? one.load_kg : 20 }, percent_1rm: { load_percent: one.load_percent ?? 75 }, percent_top: { load_percent: one.load_percent ?? 90 }, rpe: { rpe: one.rpe ?? 8 }, bodyweight: { load_kg: one.load_kg ?? 0 } })[kind] ?? {}

function loadField(builder, first, each, shared) {
  const { unit } = builder
  if (first.load_kind === "none") return null
  if (first.load_kind === "rpe") return field("RPE", input("rpe", first.rpe, (text) => each((one) => { one.rpe = effort(text) }), shared((one) => one.rpe)), { error: "rpe", hint: "Or 2 RIR." })
  if (first.load_kind.startsWith("percent")) return field("Load", input("percent", first.load_percent, (text) => each((one) => { one.load_percent = number(text) }), { inputmode: "decimal", ...shared((one) => one.load_percent) }), { error: "load_percent", suffix: "%" })
  return field(first.load_kind === "bodyweight" ? "Plus or minus" : "Load", input("load", fromKg(first.load_kg, unit), (text) => each((one) => Object.assign(one, { load_kg: toKg(text, unit), load_unit: unit })), { inputmode: "decimal", ...shared((one) => one.load_kg) }), { error: "load_kg", suffix: unit })
}

export function setCountTo(builder, item, count) {
  if (!Number.isInteger(count) || count < 0 || count > 30) return
  builder.edit(() => {
    const sets = working(item.sets)
    const last = sets.at(-1) ?? newSet(builder.cards[item.exercise]?.figures ?? [ "reps" ])
    for (let n = sets.length; n < count; n += 1) item.sets.push(clone(last))
    for (const one of sets.slice(count)) item.sets.splice(item.sets.indexOf(one), 1)
  }, { sets: true })
}

const stepper = (control, name) => {
  control.id = `f-${name}`
  control.className = ""
  return h("div", { class: "stepper stepper--sm", "data-controller": "stepper", "data-stepper-max-value": 30 },
    h("button", { type: "button", "aria-label": `Fewer ${name}`, "data-key": `fewer-${name}` }, "−"), h("label", {}, control), h("button", { type: "button", "aria-label": `More ${name}`, "data-key": `more-${name}` }, "+"))
}

function lastSet(builder, item, sets) {
  const last = sets.at(-1)
  const toggle = (event) => builder.change(() => Object.assign(last, event.target.checked ? { kind: "amrap", reps_max: null } : { kind: "work", reps_max: sets[0] === last ? last.reps_min : sets[0].reps_max ?? last.reps_min }))
  return h("label", { class: "check" }, h("input", { type: "checkbox", checked: last.kind === "amrap", "data-key": "amrap", onchange: toggle }), h("span", {}, "Last set is as many good reps as possible"))
}

function cue(builder, item) {
  const area = h("textarea", { class: "textarea", "data-key": "cue", value: item.notes, oninput: (event) => builder.edit(() => { item.notes = event.target.value }) })
  const pace = input("tempo", item.tempo?.join?.("-") ?? item.tempo, (text) => builder.edit(() => { item.tempo = tempo(text) }), { placeholder: "3-1-1-0" })
  const video = input("video", item.video_url, (text) => builder.edit(() => { item.video_url = text.trim() }), { type: "url", placeholder: "https://", maxlength: 300 })
  return [ field("Cue the trainee sees", area, { error: "notes" }), field("Your video", video, { error: "video_url", hint: "A link, for those who train with it." }),
    field("Tempo", pace, { error: "tempo|tempo.", hint: "Seconds down, at the bottom, up (or X: fast), at the top." }) ]
}

function groupFields(builder, group) {
  const set = (name, read) => (text) => builder.edit(() => { group[name] = read(text) })
  const figure = (name, label, read = seconds, show = clock, suffix = "min") => field(label, input(`group-${name}`, show(group[name]), set(name, read)), { error: `group.${name}`, suffix })
  const choose = select("group-kind", group.kind, KINDS, (kind) => builder.change(() => { group.kind = kind; if (kind === "emom") group.interval_s ??= 60; if (kind === "amrap") group.time_cap_s ??= 600 }))
  const fields = { straight: [], superset: [ "rest" ], circuit: [ "rounds", "rest" ], emom: [ "rounds", "interval" ], amrap: [ "cap" ] }[group.kind]
  const all = { rounds: () => figure("rounds", "Rounds", number, (value) => value ?? "", "×"), rest: () => figure("rest_s", "Rest a round"), interval: () => figure("interval_s", "Every"), cap: () => figure("time_cap_s", "Time") }
  return h("div", { class: "stack stack-sm" }, field(group.items.length > 1 ? "Done together as" : "Done as", choose), fields.length > 0 && h("div", { class: "insp-row" }, fields.map((name) => all[name]())))
}

function workoutFields(builder, workout, block, path) {
  const area = h("textarea", { class: "textarea", "data-key": "workout-notes", value: workout.notes, oninput: (event) => builder.edit(() => { workout.notes = event.target.value }) })
  return [ field("Name", input("workout-name", workout.name, (text) => builder.edit(() => { workout.name = text }), { maxlength: 80 }), { error: "name" }),
    field("Day of the cycle", input("workout-day", workout.day, (text) => builder.edit(() => { workout.day = number(text) }), { inputmode: "numeric" }), { error: "day", hint: `From 1 to ${block.cycle_days}.` }),
    field("Notes", area, { error: "notes" }), copyElsewhere(builder, workout, path),
    h("div", { class: "row row--wrap" }, button("workout-copy", "Duplicate", () => builder.duplicate(path), { icon: "copy" }), button("workout-delete", "Delete", () => builder.remove(path), { icon: "trash" })) ]
}

function copyElsewhere(builder, workout, path) {
  const { copyTo, program: { blocks } } = builder
  const to = Math.min(copyTo.block ?? builder.block, blocks.length - 1)
  const names = Object.fromEntries(blocks.map((block, n) => [ n, `${n + 1}. ${block.name}` ]))
  const day = input("copy-day", copyTo.day ?? workout.day, (text) => { copyTo.day = number(text) }, { inputmode: "numeric" })
  const copy = () => builder.copyWorkout(path, Math.min(copyTo.block ?? builder.block, blocks.length - 1), copyTo.day ?? workout.day)
  return h("fieldset", { class: "field" }, h("legend", {}, "Copy it to"),
    h("div", { class: "insp-row" }, field("Block", select("copy-block", `${to}`, names, (value) => { copyTo.block = Number(value) })), field("Day", day)),
    button("copy-there", "Copy there", copy, { icon: "copy" }))
}
