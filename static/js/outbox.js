// Sends the kept edits in their order, and says what became of them. Any of it may be sent twice.
import { hearTime, moment, uuid7 } from "@app/ids.js"
import { editsOf, drop, keep, note, waitingOf } from "@app/kept.js"
import { conflictInWords, refusalInWords } from "@app/words.js"

const { person } = document.documentElement.dataset
const URL_OF_SYNC = "/api/v1/sync/"
const RETRY_MS = 5000
const LONGEST_MS = 20_000
const MOST = 200
const KEPT_AFTER_MS = 3 * 24 * 3600_000
export const state = { waiting: [], trouble: "" } // "", "signal", "server" or "sign-in"
let token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? ""
let writing = Promise.resolve()
let sending
let timer

function tell(name, detail) { dispatchEvent(new CustomEvent(`outbox:${name}`, { detail })) }

// Keeps an edit, and sends it as soon as may be.
export function record(edit) {
  const at = moment()
  const made = { ...edit, id: uuid7(at), person, entry: { ...edit.entry, [edit.list === "deleted" ? "deleted_at" : "edited_at"]: new Date(at).toISOString() } }
  state.waiting.push(made)
  writing = Promise.all([ writing, keep(made) ]).catch(() => { state.trouble ||= "storage" })
  send()
  return made
}

// Resolves once everything is sent, or as far as it goes now.
export function send() {
  if (!person) return Promise.resolve()
  sending ??= alone(sendAll).finally(() => {
    sending = null
    tell("changed")
  })
  return sending
}

// Of several open pages one sends at a time.
const alone = (act) => navigator.locks ? navigator.locks.request("fitapp.sync", act) : act()

async function sendAll() {
  clearTimeout(timer)
  let most = MOST
  for (;;) {
    await writing
    state.waiting = await waitingOf(person)
    if (!state.waiting.length) return void (state.trouble = "")
    const batch = state.waiting.slice(0, most)
    const answer = await ask(batch)
    if (answer === "unreadable" && batch.length > 1) { most = 1; continue }
    if (!answer) break
    await take(batch, answer)
  }
  timer = setTimeout(send, RETRY_MS)
}

async function ask(batch, again = true) {
  const response = await post(batch).catch(() => null)
  const at = Date.parse(response?.headers.get("date"))
  if (at) hearTime(at)
  if (response?.ok) return { ...await response.json(), at: at || Date.now() }
  if (response?.status === 400) return batch.length > 1 ? "unreadable" : refused(batch, await response.json().catch(() => ({})))
  if ([ 401, 403 ].includes(response?.status) && again && await renewToken()) return ask(batch, false)
  state.trouble = response ? { 401: "sign-in", 403: "sign-in" }[response.status] ?? "server" : navigator.onLine ? "server" : "signal"
  return null
}

function post(batch) {
  const body = { sessions: [], items: [], sets: [], deleted: [] }
  for (const { list, entry } of batch) body[list].push(entry)
  return fetch(URL_OF_SYNC, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    signal: AbortSignal.timeout(LONGEST_MS),
  })
}

const refused = ([ { list, entry } ], { errors }) => ({ [list]: [ { id: entry.id, status: "refused", errors } ], at: Date.now() })

// A kept page has the token of its day. Nothing is sent for whoever is somebody else.
async function renewToken() {
  const response = await fetch("/today/", { headers: { "X-Asked-Again": "1" } }).catch(() => null)
  const page = new DOMParser().parseFromString(await response?.text() ?? "", "text/html")
  token = page.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? ""
  return page.documentElement.dataset.person === person
}

async function take(batch, answer) {
  const places = { sessions: 0, items: 0, sets: 0, deleted: 0 }
  for (const edit of batch) {
    const outcome = answer[edit.list]?.[places[edit.list]++] ?? { status: "refused" }
    await judge(edit, outcome, answer.at)
    tell("answered", { edit, outcome })
  }
  await forgetOld()
}

async function judge(edit, outcome, at) {
  const { list, about } = edit
  if (outcome.status === "refused") {
    await note({ id: edit.id, person, text: refusalInWords(about, outcome.errors) })
    return drop(edit)
  }
  const texts = (outcome.conflicts ?? []).map((conflict) => conflictInWords(about, conflict))
  if (texts.length) await note({ id: edit.id, person, text: [ ...new Set(texts) ].join(" ") })
  await keep({ ...edit, entry: list === "deleted" ? edit.entry : outcome.row ?? edit.entry, isGone: outcome.row === null, sentAt: at })
}

async function forgetOld() {
  const old = (await editsOf(person)).filter(({ sentAt }) => sentAt < Date.now() - KEPT_AFTER_MS)
  await drop(...old)
}

addEventListener("online", send)
addEventListener("offline", () => { state.trouble = "signal"; tell("changed") })
document.addEventListener("visibilitychange", () => { if (!document.hidden) send() })
send()
