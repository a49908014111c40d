// The rest under way: kept on this device for all its tabs, and told to the server, which says when
// it is over while no page is looked at.
export const KEY = "fitapp.rest"
const SETTLES_MS = 800
const RETRY_MS = 5000
const FORGOTTEN_MS = 10 * 60_000
let wanted
let timer
let sending = Promise.resolve()

export function kept(session) {
  try {
    const rest = JSON.parse(localStorage.getItem(KEY))
    return rest?.session === session && rest.endsAt > Date.now() - FORGOTTEN_MS ? rest : null
  } catch { return null }
}

export function keep(rest) {
  try {
    if (rest) localStorage.setItem(KEY, JSON.stringify(rest))
    else localStorage.removeItem(KEY)
  } catch { /* a full or forbidden storage must not stop a workout */ }
}

// What the server should know, a moment later: it is often made longer by several taps.
export function tell(session, rest, { now = false } = {}) {
  wanted = { session, rest }
  clearTimeout(timer)
  if (now) send()
  else timer = setTimeout(send, SETTLES_MS)
}

export async function ask(session) {
  const response = await fetch(urlOf(session), { headers: { Accept: "application/json" } }).catch(() => null)
  const { seconds, after, next } = await response?.json().catch(() => ({})) ?? {}
  return seconds ? { session, endsAt: Date.now() + seconds * 1000, total: seconds, after, next } : null
}

const urlOf = (session) => `/api/v1/sessions/${session}/rest/`

// One after the other, so that the last word stays the last.
function send() {
  sending = sending.then(async () => {
    const said = wanted
    if (!said || await arrives(said)) return
    if (said === wanted && said.rest?.endsAt > Date.now()) timer = setTimeout(send, RETRY_MS)
  })
}

async function arrives(said) {
  if (!navigator.onLine) return false
  const { session, rest } = said
  const body = rest && JSON.stringify({ seconds: Math.max(0, Math.round((rest.endsAt - Date.now()) / 1000)), after: rest.after, next: rest.next })
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? ""
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token }
  const response = await fetch(urlOf(session), { method: rest ? "PUT" : "DELETE", body, headers, keepalive: true }).catch(() => null)
  return response?.ok ?? false
}
