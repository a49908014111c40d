// Draws the numbers at its URL on its canvas, in the design's colours. The table beside the canvas
// has the same numbers and stays when a script or the network fails.
import { Controller } from "@hotwired/stimulus"
import { Chart } from "chart.js"
import { axes, paint, tooltip } from "@app/chart_style.js"

const DAY = 864e5

export default class extends Controller {
  static targets = [ "canvas", "frame", "keys", "ranges", "table" ]
  static values = { url: String, kind: String, days: Number }

  async connect() {
    const response = await fetch(this.urlValue, { headers: { accept: "application/json" } })
    if (!response.ok || !this.element.isConnected) return
    this.#numbers = await response.json()
    await document.fonts?.ready
    for (const part of [ this.frameTarget, this.keysTarget ]) part.hidden = false
    this.rangesTarget.hidden = this.#span <= 92
    this.tableTarget.open = false
    this.redraw()
  }

  disconnect() { this.chart?.destroy() }

  range({ params, currentTarget }) {
    this.daysValue = params.days
    for (const button of this.rangesTarget.children) button.ariaPressed = button === currentTarget
    this.redraw()
  }

  redraw() {
    if (!this.#numbers) return
    this.chart?.destroy()
    const colors = paint(this.element)
    const unit = this.#numbers.unit
    this.chart = new Chart(this.canvasTarget, {
      data: { datasets: [ this.#series(colors) ], labels: this.#points.map((point) => point.label) },
      options: {
        maintainAspectRatio: false,
        animation: false,
        interaction: { mode: "index", intersect: false, axis: "x" },
        layout: { padding: { right: 8, top: 8 } },
        scales: axes(colors, this.kindValue, this.#points),
        plugins: { legend: { display: false }, tooltip: tooltip(colors, unit) },
      },
    })
  }

  #numbers = null

  get #span() {
    const { labels } = this.#numbers
    return (Date.parse(labels.at(-1)) - Date.parse(labels[0])) / DAY
  }

  get #points() {
    const { labels, datasets, best } = this.#numbers
    const days = labels.map((label) => Date.parse(label) / DAY)
    const since = this.daysValue ? days.at(-1) - this.daysValue : -Infinity
    return days
      .map((day, i) => ({ x: day, y: datasets[0].data[i], best: best[i], label: written(day) }))
      .filter((point) => point.x >= since)
  }

  #series(colors) {
    const points = this.#points
    const shared = { label: this.#numbers.datasets[0].label, parsing: false }
    if (this.kindValue === "bars") {
      return { ...shared, type: "bar", data: points.map((point, x) => ({ ...point, x })), borderRadius: 2, backgroundColor: colors("--d2"), maxBarThickness: 26 }
    }
    return {
      ...shared, type: "line", data: points, borderColor: colors("--d1"), borderWidth: 2, tension: 0, pointBorderWidth: 1.75, pointHoverRadius: 6,
      pointBorderColor: colors("--d1"), pointRadius: points.map((point) => (point.best ? 5 : 3)), pointBackgroundColor: points.map((point) => colors(point.best ? "--marker" : "--bg")),
    }
  }
}

function written(day) {
  return new Date(day * DAY).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" })
}
