// Draws the blocks as a strip, the workouts as columns and the exercises as cards.
import { icon } from "@app/icons.js"
import { act, button, h, iconButton } from "@app/program_dom.js"
import { itemsOf, setCount, setsPerMuscle } from "@app/program_document.js"
import { minutes, summary } from "@app/program_words.js"

export function strip(builder) {
  const { blocks } = builder.program
  const weekly = blocks.every((block) => block.cycle_days === 7)
  const fullest = Math.max(...blocks.map(blockSets))
  let first = 1
  const made = blocks.map((block, b) => {
    const last = first + Number(block.cycles || 1) - 1
    const span = `${weekly ? "Wk" : "Cycle"} ${first === last ? first : `${first}–${last}`}`
    first = last + 1
    const css = blockSets(block) < fullest * 0.6 ? "easy" : ""
    return h("button", {
      type: "button", class: builder.hasErrors(`${b}`) ? `${css} is-bad` : css, "aria-pressed": `${b === builder.block}`, "data-key": `block:${b}`,
      "data-reorder-target": "item handle", "data-path": `${b}`, "data-name": block.name,
      onclick: () => builder.showBlock(b),
    }, span, h("small", {}, `${block.name}, ${blockSets(block)} sets`))
  })
  return [ ...made, h("button", { type: "button", class: "addwk", "aria-label": "Add a block", "data-key": "add-block", onclick: () => builder.addBlock() }, icon("plus")) ]
}

const blockSets = (block) => block.workouts.reduce((sum, workout) => sum + setCount(workout), 0)

export function columns(builder) {
  const b = builder.block
  const block = builder.program.blocks[b]
  if (!block) return []
  if (!block.workouts.length) return [ h("p", { class: "muted t14" }, "No workouts in this block yet.") ]
  return block.workouts.map((workout, w) => column(builder, workout, `${b}.${w}`))
}

function column(builder, workout, path) {
  const count = itemsOf(workout).length
  const sets = setCount(workout)
  const id = `day-${path.replace(".", "-")}`
  return h("section", { class: `day${builder.target === path ? " is-target" : ""}`, "aria-labelledby": id, "data-path": path, "data-name": workout.name, "data-reorder-target": "item" },
    h("header", {},
      handle(path, workout.name),
      h("button", { type: "button", class: "grow day-pick", "aria-pressed": `${builder.selectedPath === path}`, "data-key": `day:${path}`, onclick: () => builder.select(path) },
        h("h3", { id }, `Day ${workout.day}, ${workout.name || "unnamed"}`, builder.hasOwnErrors(path) && badge()),
        h("small", {}, `${count} exercise${count === 1 ? "" : "s"}, ${minutes(sets)} min`)),
      menuButton(builder, path, `Day ${workout.day}`, "iconbtn iconbtn--sm")),
    h("ol", { class: "dnd list", "data-day": path, "data-reorder-target": "list", "data-sort": "exercises", "data-name": workout.name, "data-empty": count ? null : "Nothing in it yet" }, cards(builder, workout, path)),
    button(`add:${path}`, "Add", () => builder.aim(path), { icon: "plus", css: "addrow", "aria-label": `Add an exercise to ${workout.name}` }))
}

function cards(builder, workout, path) {
  let letter = -1
  return workout.groups.flatMap((group, g) => {
    if (group.items.length > 1) letter += 1
    return group.items.map((item, i) => card(builder, item, `${path}.${g}.${i}`, group, i, letter))
  })
}

function card(builder, item, path, group, i, letter) {
  const joined = group.items.length > 1
  const css = [ "bx", joined && i < group.items.length - 1 && "ss-a", joined && i > 0 && "ss-b", builder.selectedPath === path && "is-sel", builder.hasErrors(path) && "is-bad" ]
  return h("li", { class: css.filter(Boolean).join(" "), "data-path": path, "data-name": item.name, "data-reorder-target": "item" },
    handle(path, item.name),
    h("button", { class: "pick", type: "button", "aria-pressed": `${builder.selectedPath === path}`, "data-key": `pick:${path}`, onclick: () => builder.select(path) },
      joined && h("span", { class: "sstag" }, `${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[letter % 26]}${i + 1}`), item.name, builder.hasErrors(path) && badge(),
      h("small", {}, summary(item, builder.unit)), builder.unwanted[item.exercise] && never(builder.unwanted[item.exercise])),
    menuButton(builder, path, item.name))
}

const handle = (path, name) => h("button", { class: "handle", type: "button", "aria-label": `Move ${name}`, "aria-describedby": "dnd-help", "data-key": `handle:${path}`, "data-reorder-target": "handle" }, icon("grip"))

const badge = () => h("span", { class: "bx-bad" }, icon("alert"), h("span", { class: "vh" }, "needs a look"))

// Who has said that they never want it.
const never = (people) => h("small", { class: "bx-never" }, icon("ban"), `Never for ${people.join(", ")}`)

const menuButton = (builder, path, name, css = "iconbtn") =>
  iconButton(`menu:${path}`, "more", `Actions for ${name}`, () => builder.openMenu(menu(builder, path)), { class: css, popovertarget: "bmenu" })

// The acts on a workout or an exercise.
function menu(builder, path) {
  const { workout, group, item } = builder.at(path)
  if (!item) {
    return [ act("copy", "Duplicate", () => builder.duplicate(path)), act("arrow-l", "Earlier in the block", () => builder.shift(path, -1)), act("arrow-r", "Later in the block", () => builder.shift(path, 1)),
      h("hr"), act("trash", "Delete workout", () => builder.remove(path), { bad: true }) ]
  }
  const joined = group.items.length > 1
  const what = joined ? "Move them all" : "Move"
  return [ act("copy", "Duplicate", () => builder.duplicate(path)), workout.groups[0] !== group && act("arrow-u", `${what} up`, () => builder.shift(path, -1)),
    workout.groups.at(-1) !== group && act("arrow-d", `${what} down`, () => builder.shift(path, 1)),
    workout.groups.at(-1) !== group && act("superset", "Superset with next", () => builder.join(path)),
    joined && act("swap", "Take the superset apart", () => builder.split(path)), h("hr"), act("trash", "Remove", () => builder.remove(path), { bad: true }) ].filter(Boolean)
}

// Hard sets a week per muscle that are usual for growth. What is known is that more sets do more, with less to
// gain from each (Pelland 2025), and that 12 to 20 serve trained people (Baz-Valle 2022); the lower ends are
// what trainers start people with. They are landmarks, not limits.
const BANDS = { beginner: [ 6, 12 ], intermediate: [ 10, 18 ], advanced: [ 12, 20 ] }
const EASILY_MISSED = [ "quads", "hamstrings", "glutes", "chest", "lats", "rear_delts", "calves", "abs" ]

const bandOf = (builder) => BANDS[builder.program.level] ?? BANDS.beginner

export function muscles(builder) {
  const block = builder.program.blocks[builder.block]
  const [ low, high ] = bandOf(builder)
  const found = block ? setsPerMuscle(block, builder.cards).filter(({ sets }) => sets >= 1).slice(0, 12) : []
  if (!found.length) return [ h("p", { class: "muted t14" }, "Add exercises, and the sets that each muscle gets are counted here.") ]
  return found.map(({ muscle, sets }) => {
    const name = builder.muscleNames[muscle] ?? muscle
    const word = sets < low ? "low" : sets > high ? "high" : "in range"
    return h("div", { class: "norm" }, h("span", { class: "k" }, name), h("span", { class: `v fig${word === "in range" ? "" : " warn"}` }, `${sets}`, h("span", { class: "unit" }, word)),
      bar(low * 4, high * 4, Math.min(100, sets * 4), `${name}, ${sets} sets, usual range ${low} to ${high}`))
  })
}

// What is usual, and what gets nothing.
export function volumeInWords(builder) {
  const block = builder.program.blocks[builder.block]
  const [ low, high ] = bandOf(builder)
  const trained = new Set(block ? setsPerMuscle(block, builder.cards).filter(({ sets }) => sets > 0).map(({ muscle }) => muscle) : [])
  const missed = EASILY_MISSED.filter((muscle) => !trained.has(muscle) && builder.muscleNames[muscle]).map((muscle) => builder.muscleNames[muscle].toLowerCase())
  const usual = `Usual are ${low} to ${high} hard sets for each muscle; a set counts by the share that a muscle gets of it. A landmark, not a limit.`
  return trained.size && missed.length ? `${usual} Nothing yet for ${missed.join(", ")}.` : usual
}

function bar(low, high, value, label) {
  const make = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name)
    for (const [ key, one ] of Object.entries(attributes)) element.setAttribute(key, one)
    return element
  }
  const svg = make("svg", { role: "img", "aria-label": label })
  svg.append(make("rect", { class: "norm-track", y: 4, width: "100%", height: 6, rx: 2 }), make("rect", { class: "norm-band", x: `${low}%`, y: 2, width: `${high - low}%`, height: 10, rx: 2 }),
    make("rect", { class: "norm-pin", x: `${value}%`, y: -1, width: 6, height: 16, rx: 1.5, transform: "translate(-3 0)" }))
  return svg
}
