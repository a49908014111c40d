// Draws the fields of the whole program and of the block that is shown, and the list of problems.
import { act, button, field, h, input, select } from "@app/program_dom.js"
import { number } from "@app/program_words.js"
import { duplicate } from "@app/program_document.js"

const GOALS = { strength: "Strength", muscle: "Muscle", general: "General fitness", endurance: "Endurance" }
const DETAILS = { name: "Name", summary: "What it is for", goal: "Goal", level: "For", is_public: "Who may read it" }
const SHOWN = 8
const LEVELS = { beginner: "Beginner", intermediate: "Intermediate", advanced: "Advanced" }

export function about(builder) {
  const { program } = builder
  const set = (name) => (value) => builder.edit(() => { program[name] = value })
  const summary = h("textarea", { class: "textarea", "data-key": "summary", value: program.summary, oninput: (event) => set("summary")(event.target.value) })
  const isPublic = h("input", { type: "checkbox", checked: program.is_public, "data-key": "is-public", onchange: (event) => set("is_public")(event.target.checked) })
  return [ field("Name", input("name", program.name, set("name"), { maxlength: 100 }), { error: "name" }),
    field("Goal", select("goal", program.goal, GOALS, set("goal")), { error: "goal" }), field("For", select("level", program.level, LEVELS, set("level")), { error: "level" }),
    field("What it is for", summary, { error: "summary" }),
    h("div", { class: "field" }, h("label", { class: "check" }, isPublic, h("span", {}, "Everybody may read and copy it")), h("p", { "data-error-for": "is_public", hidden: true })) ]
}

// Each week of the block, with what can be done with it.
function weeks(builder, block, first) {
  const word = block.cycle_days === 7 ? "Week" : "Cycle"
  const acts = (n) => [ block.cycles > 1 && act("edit", `Make ${word.toLowerCase()} ${first + n} different`, () => builder.splitWeek(n)),
    act("copy", `Copy ${word.toLowerCase()} ${first + n} after itself`, () => builder.splitWeek(n, { copied: true })) ].filter(Boolean)
  const one = (n) => button(`week:${n}`, `${word} ${first + n}`, () => builder.openMenu(acts(n)), { css: "chip", popovertarget: "bmenu", "aria-label": `${word} ${first + n}, actions` })
  return h("div", { class: "chips b-weeks", role: "group", "aria-label": `${word}s of this block` }, Array.from({ length: Math.min(block.cycles, 52) }, (_, n) => one(n)))
}

export function blockFields(builder) {
  const path = `${builder.block}`
  const { block } = builder.at(path)
  if (!block) return [ h("p", { class: "muted t14" }, "A program is made of blocks. Add the first one.") ]
  const set = (name, read = (text) => text) => (text) => builder.edit(() => { block[name] = read(text) })
  const copy = () => builder.change(() => { duplicate(builder.program.blocks, block); builder.block += 1; builder.selectedPath = "" })
  const { length } = builder.program.blocks
  return [ field("Block", input("block-name", block.name, set("name"), { maxlength: 80 }), { error: "name" }),
    field("Repeat it", input("block-cycles", block.cycles, set("cycles", number), { inputmode: "numeric" }), { error: "cycles", suffix: "times" }),
    field("One cycle", input("block-days", block.cycle_days, set("cycle_days", number), { inputmode: "numeric" }), { error: "cycle_days", suffix: "days" }),
    h("div", { class: "row row--wrap b-block-acts" }, button("add-workout", "Add workout", () => builder.addWorkout(), { icon: "plus" }), button("block-copy", "Duplicate", copy, { icon: "copy", css: "btn btn--quiet btn--sm" }),
      button("block-earlier", "Earlier", () => builder.shift(path, -1), { icon: "arrow-l", css: "btn btn--quiet btn--sm", disabled: builder.block === 0 }),
      button("block-later", "Later", () => builder.shift(path, 1), { icon: "arrow-r", css: "btn btn--quiet btn--sm", disabled: builder.block === length - 1 }),
      button("block-delete", "Delete block", () => builder.remove(path), { icon: "trash", css: "btn btn--quiet btn--sm" })),
    Number.isInteger(block.cycles) && block.cycles > 0 && weeks(builder, block, builder.firstWeek) ].filter(Boolean)
}

// "blocks.0.workouts.1.name" is the path "0.1" and in words "Build, Day B".
function placeOf(builder, key) {
  const path = (key.match(/^blocks\.(\d+)(?:\.workouts\.(\d+))?(?:\.groups\.(\d+))?(?:\.items\.(\d+))?/) ?? []).slice(1).filter((part) => part !== undefined).join(".")
  const { block, workout, item } = builder.at(path)
  return { path, where: [ block?.name, workout?.name, item?.name ].filter(Boolean).join(", ") }
}

// Where mine and theirs are not alike, each place once.
export function differing(builder, differences) {
  const said = (key) => placeOf(builder, key).where || DETAILS[key] || "A block of theirs"
  const places = [ ...new Set(differences.map(({ path }) => said(path))) ]
  const more = places.length - SHOWN
  return [ ...places.slice(0, SHOWN).map((place) => h("li", {}, place)), more > 0 && h("li", {}, `and ${more} more`) ].filter(Boolean)
}

// Every problem as a button that goes to its place; sets that are wrong alike are named once.
export function problems(builder) {
  const found = new Map()
  for (const [ key, sentences ] of Object.entries(builder.errors)) {
    const { path, where } = placeOf(builder, key)
    const go = () => path.includes(".") ? builder.select(path) : path ? builder.showBlock(Number(path)) : document.querySelector(`[data-key="${key}"]`)?.focus()
    found.set(`${path} ${sentences.join(" ")}`, h("li", {}, button(`problem:${key}`, `${where ? `${where}: ` : ""}${sentences.join(" ")}`, go, { css: "linkish" })))
  }
  return [ ...found.values() ]
}

// Fills the slots beside the fields.
export function paintErrors(builder, root, path) {
  for (const slot of root.querySelectorAll("[data-error-for]")) {
    const words = builder.sentences(path, slot.dataset.errorFor)
    slot.hidden = words.length === 0
    slot.className = words.length ? "error" : "" // a field with an error in it is drawn as wrong
    slot.textContent = words.join(" ")
    const control = document.getElementById(slot.id.replace(/-error$/, ""))
    if (control && words.length) control.setAttribute("aria-invalid", "true")
    else control?.removeAttribute("aria-invalid")
  }
}
