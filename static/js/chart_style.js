// The design's colours, axes and tooltips for Chart.js.
const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
const DAY = 864e5
const FONT = { family: '"Archivo Variable", system-ui, sans-serif', size: 12 }

// Returns a reader of colour tokens: it resolves light-dark() and oklch() as seen from `element`.
export function paint(element) {
  return (token) => {
    const probe = document.createElement("i")
    probe.className = "vh"
    probe.style.color = `var(${token})`
    element.append(probe)
    pixel.clearRect(0, 0, 1, 1)
    pixel.fillStyle = getComputedStyle(probe).color
    pixel.fillRect(0, 0, 1, 1)
    probe.remove()
    const [ red, green, blue, alpha ] = pixel.getImageData(0, 0, 1, 1).data
    return `rgb(${red} ${green} ${blue} / ${alpha / 255})`
  }
}

export function axes(colors, kind, points) {
  const ticks = { color: colors("--text-2"), font: FONT, maxRotation: 0 }
  const x = { grid: { display: false }, border: { color: colors("--line-strong") } }
  const y = {
    position: "right", border: { display: false }, grid: { color: colors("--line"), drawTicks: false },
    ticks: { ...ticks, maxTicksLimit: 5, padding: 8 },
  }
  if (kind === "bars") {
    const label = (_, i) => day(points[i].x, span(points) > YEAR ? MONTH_AND_YEAR : DAY_AND_MONTH)
    return { x: { ...x, type: "category", ticks: { ...ticks, maxTicksLimit: 7, callback: label } }, y: { ...y, min: 0 } }
  }
  return { x: { ...x, ...time(points), ticks: { ...ticks, autoSkipPadding: 14, callback: tick(points) } }, y: { ...y, grace: "7%" } }
}

export function tooltip(colors, unit) {
  const light = "#eef3ee"
  return {
    backgroundColor: colors("--board"), titleColor: light, bodyColor: light, padding: 10, cornerRadius: 8, displayColors: false, caretSize: 0, caretPadding: 10,
    titleFont: { ...FONT, weight: 500 }, bodyFont: { ...FONT, size: 13, weight: 600 },
    callbacks: {
      title: (items) => items[0].raw.label,
      label: ({ dataset, raw }) => `${dataset.label} ${raw.y.toLocaleString("en-GB")} ${unit}${raw.best ? ", new best" : ""}`,
    },
  }
}

const day = (value, options) => new Date(value * DAY).toLocaleDateString("en-GB", { timeZone: "UTC", ...options })

function time(points) {
  const first = points[0].x
  const last = points.at(-1).x
  const width = last - first || 1
  return { type: "linear", min: first - width * 0.01, max: last + width * 0.015, afterBuildTicks: (axis) => { axis.ticks = marks(first, last) } }
}

const YEAR = 366
const DAY_AND_MONTH = { day: "numeric", month: "short" }
const MONTH_AND_YEAR = { month: "short", year: "2-digit" }

const span = (points) => points.at(-1).x - points[0].x

function tick(points) {
  const days = span(points)
  const words = days > YEAR ? MONTH_AND_YEAR : days > 45 ? { month: "short" } : DAY_AND_MONTH
  return (value) => day(value, words)
}

// The first of each month over a long span, else one mark a week or every few days.
function marks(first, last) {
  const found = []
  if (last - first > 45) {
    const start = new Date(first * DAY)
    const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1))
    for (; month / DAY <= last; month.setUTCMonth(month.getUTCMonth() + 1)) found.push({ value: month / DAY })
    return found
  }
  const step = last - first > 20 ? 7 : Math.max(1, Math.round((last - first) / 6))
  for (let value = last; value >= first; value -= step) found.unshift({ value })
  return found
}
