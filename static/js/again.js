// The open page, asked for again. A part says whom it is about (`data-about`: the id of a trainee,
// or "anyone"). One with an id is put in place of what stood there, with what was typed kept; one
// without stays as it is for as long as the page may be seen.
const ABOUT = "[data-about]:not([data-about=''])"
// Answers to a page that came from a form, or from a server that has no time, say nothing.
const SAYS_NOTHING = [ 405, 408, 429 ]

export const parts = () => [ ...document.querySelectorAll(ABOUT) ]

// What became of it: "shown", "gone", "left" for where the server sends us, or "unknown".
export async function askAgain() {
  const answer = await ask().catch(() => null)
  if (!answer || answer.status >= 500 || SAYS_NOTHING.includes(answer.status)) return "unknown"
  if (answer.redirected) return leave(answer.url)
  if (!answer.ok) return "gone"
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html")
  if (!fresh.querySelector("[data-controller~=live]")) return leave(location.href)
  for (const part of parts().filter(({ id }) => id)) exchange(part, fresh.getElementById(part.id))
  return "shown"
}

// The header keeps the messages of the server for the page that the person opens next.
const ask = () => fetch(location.href, { headers: { "X-Asked-Again": "1" }, cache: "no-store" })

function leave(url) {
  if (url === location.href) location.reload()
  else location.replace(url)
  return "left"
}

function exchange(part, fresh) {
  if (!fresh) return part.remove()
  const focused = part.contains(document.activeElement) && document.activeElement.id
  keepTyped(part, fresh)
  part.replaceWith(document.adoptNode(fresh))
  window.htmx?.process(fresh)
  if (focused) document.getElementById(focused)?.focus()
}

function keepTyped(part, fresh) {
  for (const field of part.querySelectorAll("textarea[id], input[id]:not([type=checkbox], [type=radio], [type=hidden])")) {
    if (field.value === field.defaultValue) continue
    const same = fresh.querySelector(`#${CSS.escape(field.id)}`)
    if (same) same.value = field.value
  }
}
