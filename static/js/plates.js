// Which plates go on each side of a bar, and how that looks.
import { number } from "@app/set_row.js"

const SIZES = { 25: [ 28, 104 ], 20: [ 26, 104 ], 15: [ 24, 90 ], 10: [ 21, 74 ], 5: [ 16, 56 ], 2: [ 12, 44 ], 1: [ 9, 34 ] }
const DARK_ON = [ "15", "5" ]
const CLOSE = 0.02 // loads are written to the hundredth
const round = (weight) => Math.round(weight * 100) / 100

// Fewer plates first; of as many, those that begin with the heaviest.
const isBetter = (chosen, known) => !known || chosen.length < known.length || (chosen.length === known.length && chosen[0].weight > known[0].weight)

// Every weight that the plates make on one side, up to just beyond `side`.
function sumsOf(plates, side) {
  const sums = new Map([ [ 0, { weight: 0, chosen: [] } ] ])
  const most = side + Math.max(0, ...plates.map((plate) => plate.weight))
  for (const plate of [ ...plates ].sort((one, other) => other.weight - one.weight)) {
    for (const sum of [ ...sums.values() ]) {
      for (let many = 1; many <= plate.pairs && sum.weight + many * plate.weight <= most; many++) {
        const weight = sum.weight + many * plate.weight, chosen = [ ...sum.chosen, ...Array(many).fill(plate) ]
        if (isBetter(chosen, sums.get(round(weight))?.chosen)) sums.set(round(weight), { weight, chosen })
      }
    }
  }
  return [ ...sums.values() ].sort((one, other) => one.weight - other.weight)
}

// What goes on each side for the heaviest total that is no heavier, and the next ones both ways.
export function solve(total, bar, plates) {
  const side = (total - bar) / 2
  const sums = sumsOf(plates, Math.max(0, side))
  const place = sums.findLastIndex((sum) => sum.weight <= side + CLOSE / 2)
  const made = (sum) => sum && round(bar + 2 * sum.weight)
  const short = round(total - (made(sums[place]) ?? bar))
  return { chosen: sums[place]?.chosen ?? [], below: made(sums[place]), above: made(sums[place + 1]), short: Math.abs(short) < CLOSE ? 0 : short }
}

const remembered = (exercise) => `bar ${exercise}`
const barsIn = (dialog) => [ ...dialog.querySelectorAll("[name=bar]") ]

// The bar that this exercise was last loaded on, one of its kind, or the first.
export function barFor(dialog, { exercise, bars }) {
  const all = barsIn(dialog), known = localStorage.getItem(remembered(exercise))
  const kinds = bars.split(" ")
  return all.find((bar) => bar.dataset.label === known) ?? all.find((bar) => kinds.includes(bar.dataset.kind)) ?? all[0]
}

export const remember = (exercise, bar) => localStorage.setItem(remembered(exercise), bar.dataset.label)

export function platesIn(dialog) {
  return [ ...dialog.querySelectorAll("[name=plate]:checked") ].map((box) => ({
    weight: number(box.value), pairs: box.dataset.pairs ? Number(box.dataset.pairs) : Infinity, disc: box.dataset.disc, label: box.dataset.label,
  }))
}

export const inWords = (chosen) => chosen.map((plate) => plate.label).join(" + ")

function shape(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [ key, value ] of Object.entries(attributes)) element.setAttribute(key, value)
  if (text) element.textContent = text
  return element
}

export function draw(svg, plates) {
  const parts = [
    shape("rect", { class: "steel", x: 0, y: 51, width: 338, height: 6, rx: 1 }),
    shape("rect", { class: "steel", x: 70, y: 47, width: 262, height: 14, rx: 2 }),
    shape("rect", { class: "collar", x: 60, y: 42, width: 10, height: 24, rx: 2 }),
  ]
  let x = 73
  for (const { label, disc } of plates) {
    const [ width, height ] = SIZES[disc]
    parts.push(shape("rect", { class: `pl pl-${disc}`, x, y: 54 - height / 2, width, height, rx: 3 }))
    if (width >= 16) parts.push(shape("text", { x: x + width / 2, y: 58, class: DARK_ON.includes(disc) ? "dk" : "" }, label.split(" ")[0]))
    x += width + 2
  }
  parts.push(shape("rect", { class: "collar", x: x + 1, y: 45, width: 9, height: 18, rx: 2 }))
  svg.replaceChildren(...parts)
}
