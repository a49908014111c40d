// Drags a card after the pointer: a line shows where it would land, and letting go puts it there.
const SLACK_PX = 5

export function follow(press, item, landed) {
  const line = Object.assign(document.createElement("li"), { className: "drop-line", ariaHidden: "true" })
  const aborter = new AbortController()
  const options = { signal: aborter.signal }
  document.addEventListener("pointermove", (move) => drag(move, press, item, line), options)
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

function drag(move, press, item, line) {
  if (!item.classList.contains("is-drag") && isSlight(move, press)) return
  item.classList.add("is-drag")
  const list = document.elementFromPoint(move.clientX, move.clientY)?.closest(".day")?.querySelector(".dnd")
  if (!list) return
  const after = [ ...list.querySelectorAll(".bx:not(.is-drag)") ].find((one) => isAbove(move, one.getBoundingClientRect()))
  list.insertBefore(line, after ?? null)
}

const isSlight = (move, press) => Math.abs(move.clientX - press.clientX) + Math.abs(move.clientY - press.clientY) < SLACK_PX
const isAbove = (move, box) => move.clientY < box.top + box.height / 2
