// Which plates go on each side of a bar, and how that looks.
const SIZES = { 25: [ 28, 104 ], 20: [ 26, 104 ], 15: [ 24, 90 ], 10: [ 21, 74 ], 5: [ 16, 56 ], 2: [ 12, 44 ], 1: [ 9, 34 ] }
const DARK_ON = [ "15", "5" ]

export function solve(total, bar, plates) {
  const chosen = []
  let side = (total - bar) / 2
  for (const plate of [ ...plates ].sort((one, other) => other - one)) {
    while (side >= plate - 1e-6) {
      chosen.push(plate)
      side -= plate
    }
  }
  return { chosen, short: Math.max(0, side) * 2 }
}

function shape(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [ key, value ] of Object.entries(attributes)) element.setAttribute(key, value)
  if (text) element.textContent = text
  return element
}

// `plates` are pairs of weight and disc: the disc says which size and colour it is drawn as.
export function draw(svg, plates) {
  const parts = [
    shape("rect", { class: "steel", x: 0, y: 51, width: 338, height: 6, rx: 1 }),
    shape("rect", { class: "steel", x: 70, y: 47, width: 262, height: 14, rx: 2 }),
    shape("rect", { class: "collar", x: 60, y: 42, width: 10, height: 24, rx: 2 }),
  ]
  let x = 73
  for (const [ weight, disc ] of plates) {
    const [ width, height ] = SIZES[disc]
    parts.push(shape("rect", { class: `pl pl-${disc}`, x, y: 54 - height / 2, width, height, rx: 3 }))
    if (width >= 16) parts.push(shape("text", { x: x + width / 2, y: 58, class: DARK_ON.includes(disc) ? "dk" : "" }, weight))
    x += width + 2
  }
  parts.push(shape("rect", { class: "collar", x: x + 1, y: 45, width: 9, height: 18, rx: 2 }))
  svg.replaceChildren(...parts)
}
