// A program document and the acts of the builder on it. Knows no page.
const BLANK = {
  kind: "work", side: "both", reps_min: null, reps_max: null, duration_s: null, distance_m: null, load_kind: "none",
  load_kg: null, load_unit: "kg", load_percent: null, rpe: null, rest_s: 120,
}
const STRAIGHT = { kind: "straight", rounds: null, rest_s: null, interval_s: null, time_cap_s: null }

export const clone = (thing) => JSON.parse(JSON.stringify(thing))
export const itemsOf = (workout) => workout.groups.flatMap((group) => group.items)
export const working = (sets) => sets.filter((one) => one.kind !== "warm_up")
export const setCount = (workout) => workout.groups.reduce((sum, group) => sum + group.items.reduce((n, item) => n + working(item.sets).length, 0) * (group.rounds || 1), 0)

// "0.1.2.0" is block 0, workout 1, group 2, item 0; a shorter path names what is above.
export function find(program, path) {
  const [ b, w, g, i ] = path.split(".").map(Number)
  const block = program.blocks[b]
  const workout = block?.workouts[w]
  const group = workout?.groups[g]
  return { block, workout, group, item: group?.items[i] }
}

export function pathOf(program, thing) {
  for (const [ b, block ] of program.blocks.entries()) {
    if (block === thing) return `${b}`
    for (const [ w, workout ] of block.workouts.entries()) {
      if (workout === thing) return `${b}.${w}`
      for (const [ g, group ] of workout.groups.entries()) {
        const i = group.items.indexOf(thing)
        if (i >= 0) return `${b}.${w}.${g}.${i}`
      }
    }
  }
  return ""
}

export function newSet(figures) {
  if (figures.includes("reps")) return { ...BLANK, reps_min: 8, reps_max: 12, load_kind: figures.includes("load") ? "rpe" : "none", rpe: figures.includes("load") ? 8 : null }
  return figures.includes("time") ? { ...BLANK, duration_s: 30 } : { ...BLANK, distance_m: 30 }
}

export function newItem(card) {
  const set = newSet(card.figures)
  if (card.tracking === "bodyweight_reps") Object.assign(set, { load_kind: "bodyweight", load_kg: 0, rpe: null })
  return { exercise: card.slug, name: card.name, tempo: null, notes: "", warm_up: "none", progression: [], sets: [ set, clone(set), clone(set) ] }
}

export const newGroup = (item) => ({ ...STRAIGHT, items: [ item ] })
export const newWorkout = (name, day) => ({ name, day, notes: "", groups: [] })
export const newBlock = (name) => ({ name, cycles: 4, cycle_days: 7, workouts: [ newWorkout("Workout A", 1) ] })

export function addWorkout(block) {
  const days = block.workouts.map((workout) => workout.day)
  const day = days.length ? Math.min(block.cycle_days, Math.max(...days) + (Math.max(...days) + 2 <= block.cycle_days ? 2 : 1)) : 1
  const letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[block.workouts.length % 26]
  const workout = newWorkout(`Workout ${letter}`, day)
  block.workouts.push(workout)
  return workout
}

export function duplicate(list, thing) {
  const copy = clone(thing)
  if (copy.groups || copy.workouts) copy.name = `${copy.name.slice(0, 74)}, copy`
  list.splice(list.indexOf(thing) + 1, 0, copy)
  return copy
}

// Lets week (or cycle) n of a block stand for itself, or with `copied` a copy of it right after it:
// what comes before and after keeps a block of its own.
export function splitAt(blocks, block, n, { copied = false } = {}) {
  const [ before, week, after ] = [ copied ? n + 1 : n, 1, block.cycles - n - 1 ].map((cycles) => ({ ...clone(block), cycles }))
  blocks.splice(blocks.indexOf(block), 1, ...[ before, week, after ].filter((one) => one.cycles > 0))
  return week
}

export function copyWorkout(workout, block, day) {
  const copy = { ...clone(workout), day }
  block.workouts.push(copy)
  return copy
}

// Puts a workout at another place of its block. The days stay where they are: the workouts change places on them.
export function moveWorkout(block, workout, place) {
  const days = block.workouts.map((one) => one.day)
  removeFrom(block.workouts, workout)
  block.workouts.splice(place, 0, workout)
  block.workouts.forEach((one, n) => { one.day = days[n] })
}

export function shift(list, thing, by) {
  const place = list.indexOf(thing) + by
  if (place < 0 || place >= list.length) return
  removeFrom(list, thing)
  list.splice(place, 0, thing)
}

export const removeFrom = (list, thing) => list.splice(list.indexOf(thing), 1)

// Takes an item out; a group of one is no superset any more.
export function removeItem(workout, item) {
  const group = workout.groups.find((one) => one.items.includes(item))
  removeFrom(group.items, item)
  if (!group.items.length) removeFrom(workout.groups, group)
  else if (group.items.length === 1 && group.kind === "superset") Object.assign(group, STRAIGHT)
  return group
}

// Puts an item at a place of a workout: between two of a superset it joins them.
export function moveItem(from, to, item, place) {
  const left = removeItem(from, item)
  const flat = itemsOf(to)
  const before = to.groups.find((group) => group.items.includes(flat[place - 1]))
  const after = to.groups.find((group) => group.items.includes(flat[place]))
  if (before && before === after) return void before.items.splice(before.items.indexOf(flat[place]), 0, item)
  const group = left.items.length ? newGroup(item) : { ...left, items: [ item ] }
  to.groups.splice(after ? to.groups.indexOf(after) : to.groups.length, 0, group)
}

export function joinNext(workout, group) {
  const next = workout.groups[workout.groups.indexOf(group) + 1]
  if (!next) return
  if (group.kind === "straight") Object.assign(group, { kind: "superset", rest_s: group.rest_s ?? 90 })
  group.items.push(...next.items)
  removeFrom(workout.groups, next)
}

export function split(workout, group) {
  const place = workout.groups.indexOf(group)
  workout.groups.splice(place, 1, ...group.items.map(newGroup))
}

// Sets a week for each muscle: a hard set counts by the share that the muscle gets of it.
export function setsPerMuscle(block, cards) {
  const sums = {}
  for (const workout of block.workouts) for (const group of workout.groups) for (const item of group.items) {
    const sets = working(item.sets).length * (group.rounds || 1) * 7 / (block.cycle_days || 7)
    for (const [ muscle, share ] of Object.entries(cards[item.exercise]?.muscles ?? {})) sums[muscle] = (sums[muscle] ?? 0) + sets * share
  }
  return Object.entries(sums).map(([ muscle, sets ]) => ({ muscle, sets: Math.round(sets * 2) / 2 })).sort((a, b) => b.sets - a.sets)
}
