// Sends forms in order, keeps them on this device until they arrive, and says how many wait.
// Every request can be sent twice: a set logged again is the same set.
const KEY = "fitapp.outbox"
const RETRY_MS = 5000
const waiting = restore()
let sending = false
let timer

function restore() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? [] } catch { return [] }
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify(waiting.map(({ url, body }) => ({ url, body }))))
  } catch { /* a full or forbidden storage must not stop a workout */ }
}

function tell(name, detail) { dispatchEvent(new CustomEvent(`outbox:${name}`, { detail })) }

export const count = () => waiting.length

// Resolves with what the server answered once it did; `null` when it refused.
export function deliver(url, body) {
  return new Promise((resolve) => {
    waiting.push({ url, body: String(body), resolve })
    keep()
    pump()
  })
}

async function pump() {
  if (sending || !waiting.length) return
  sending = true
  clearTimeout(timer)
  while (waiting.length) {
    const answer = await send(waiting[0]).catch(() => null)
    if (!answer) break
    const { resolve } = waiting.shift()
    keep()
    resolve?.(answer.ok ? answer.data : null)
    if (!answer.ok) tell("refused", { errors: Object.values(answer.data.errors ?? {}).flat() })
  }
  sending = false
  tell("changed", { waiting: waiting.length })
  if (waiting.length) timer = setTimeout(pump, RETRY_MS)
}

async function send({ url, body }) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? ""
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(body),
    headers: { Accept: "application/json", "X-CSRFToken": token },
  })
  // A server that stumbles or asks to sign in again has not taken it: it stays here.
  if (response.status >= 500 || response.status === 429 || response.redirected) return null
  const data = await response.json().catch(() => ({}))
  return { ok: response.ok, data }
}

addEventListener("online", pump)
addEventListener("offline", () => tell("changed", { waiting: waiting.length }))
pump()
