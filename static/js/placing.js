// The order of exercises and sets, as the server has it: by position, then by id.
export const exercisesHere = () => [ ...document.querySelectorAll("#lg-exercises > .ex") ]
export const linkOf = (item) => document.querySelector(`[data-logger-target=link][data-item="${item}"]`)?.closest("li")

const positionOf = (element) => Number(element.dataset.position)
const isBehind = (one, other) => positionOf(one) - positionOf(other) || (one.id > other.id ? 1 : -1)

export function place(element, position) {
  element.dataset.position = position
  const next = [ ...element.parentNode.children ].find((other) => other !== element && isBehind(other, element) > 0) ?? null
  if (element.nextElementSibling !== next) element.parentNode.insertBefore(element, next)
}

export const placeAfter = (elements) => elements.length ? Math.max(...elements.map(positionOf)) + 1 : 0

export function placeExercise(exercise, position) {
  place(exercise, position)
  placeLink(exercise, linkOf(exercise.id.replace("item-", "")))
  regroup()
}

export function placeLink({ nextElementSibling: next }, link) {
  const before = next ? linkOf(next.id.replace("item-", "")) : document.querySelector(".lg-plan .lg-add")
  if (link && link.nextElementSibling !== before) before.before(link)
}

// Exercises that are done together stand side by side: one that is moved away is done by itself.
export function regroup() {
  const all = exercisesHere()
  all.forEach((exercise, at) => {
    const { letter } = exercise.dataset, isMate = (other) => letter && other?.dataset.letter === letter
    const before = isMate(all[at - 1]), isTogether = before || isMate(all[at + 1])
    exercise.dataset.group = isTogether ? letter : ""
    exercise.querySelector(".ex-group").hidden = !isTogether && ![ "emom", "amrap" ].includes(exercise.dataset.clock)
    const link = linkOf(exercise.id.replace("item-", ""))
    if (link) link.className = isTogether ? `ss ss-${before ? "b" : "a"}` : ""
  })
}
