// Drags an item after the pointer: a line shows where it would land, and letting go puts it there. It lands in
// lists of the same sort; over a workout, in the workout's own.
const SLACK_PX = 5

export function follow(press, item, landed) {
  const sort = `[data-sort="${item.parentElement.dataset.sort}"]`
  const line = Object.assign(document.createElement(item.localName === "li" ? "li" : "div"), { className: "drop-line", ariaHidden: "true" })
  const aborter = new AbortController()
  const options = { signal: aborter.signal }
  document.addEventListener("pointermove", (move) => drag(move, press, item, line, sort), options)
  for (const name of [ "pointerup", "pointercancel" ]) {
    document.addEventListener(name, () => {
      aborter.abort()
      item.classList.remove("is-drag")
      const kept = name === "pointerup" && line.isConnected
      if (kept) line.replaceWith(item)
      line.remove()
      if (kept) landed()
    }, options)
  }
}

function drag(move, press, item, line, sort) {
  if (!item.classList.contains("is-drag") && isSlight(move, press)) return
  item.classList.add("is-drag")
  const under = document.elementFromPoint(move.clientX, move.clientY)
  const list = under?.closest(sort) ?? under?.closest(".day")?.querySelector(sort)
  if (!list) return
  const items = [ ...list.children ].filter((one) => one.dataset.path && one !== item)
  const isBefore = list.dataset.flow === "row" ? isLeftOf : isAbove
  const after = items.find((one) => isBefore(move, one.getBoundingClientRect())) ?? items.at(-1)?.nextElementSibling
  list.insertBefore(line, after ?? null)
}

const isSlight = (move, press) => Math.abs(move.clientX - press.clientX) + Math.abs(move.clientY - press.clientY) < SLACK_PX
const isAbove = (move, box) => move.clientY < box.top + box.height / 2
const isLeftOf = (move, box) => move.clientX < box.left + box.width / 2
