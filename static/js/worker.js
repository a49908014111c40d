// The service worker: what FitApp can show without a signal. `SITE` is said by /sw.js.
// Files of the site are in a cache of their version; pages are in a cache of their person, which
// goes when that person signs out or somebody else signs in.
const { files, offline, kept, today, start, free, leaving, version } = self.SITE
const SITE = `site-${version}`
const PERSON = /<html[^>]* data-person="(\d+)"/
const ABOUT_ANOTHER = /data-about="[^"]+"/
const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
const MAY_BE_KEPT = new RegExp(`^/((today|calendar|sessions|progress)/|sessions/new/log/|(sessions|planned)/${ID}/(log/)?)$`)
const PLANNED_START = new RegExp(`^(/planned/${ID}/)start/$`)
const HAS_HASH = /\.[0-9a-f]{8,}\.\w+$/
const NEVER = /^\/(admin|accounts|api|media|health)\//
const PATIENCE_MS = 3000
const FRESH_MS = 10 * 60_000
const MOST_PAGES = 60

addEventListener("install", (event) => event.waitUntil(install().then(() => skipWaiting())))
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())))
addEventListener("message", (event) => event.waitUntil(hear(event)))

addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.method === "POST") return void post(event, pathname)
  if (request.method !== "GET" || NEVER.test(pathname)) return
  if (request.mode === "navigate") event.respondWith(open(event))
  else if (pathname.startsWith("/static/")) event.respondWith(file(request, pathname))
  else if (pathname === kept) event.respondWith(list(request))
})

addEventListener("push", (event) => {
  const { title, body, tag, url } = event.data.json()
  const icon = files.find((name) => name.includes("icon-192"))
  event.waitUntil(registration.showNotification(title, { body, tag, icon, renotify: Boolean(tag), data: { url } }))
})

addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(show(new URL(event.notification.data.url, location.origin).href))
})

async function show(url) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true })
  const there = windows.find((client) => client.url.split("#")[0] === url.split("#")[0])
  return there ? there.focus() : clients.openWindow(url)
}

async function install() {
  const cache = await caches.open(SITE)
  await cache.addAll(files)
  await keepOffline(cache)
}

// The page for no signal is nobody's, so it is asked for as nobody.
async function keepOffline(cache) {
  const response = await fetch(offline, { credentials: "omit" })
  if (response.ok) await cache.put(offline, response)
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("site-") && name !== SITE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

// A page says who looks at it, or which page is to be kept now.
async function hear({ data: { person, page }, ports }) {
  if (person) await greet(person)
  if (page) await keepPage(page, await fetch(page))
  ports[0]?.postMessage("kept")
}

// The pages of the person who looks are the only ones that stay here.
async function greet(person) {
  await forget(`person-${person}`)
  const cache = await caches.open(`person-${person}`)
  const last = await cache.match(kept)
  if (last && Date.now() - Date.parse(last.headers.get("date")) < FRESH_MS) return
  await keepAhead(cache).catch(() => { /* no signal: another page will ask again */ })
}

async function keepAhead(cache) {
  const told = await fetch(kept)
  if (!told.ok || told.redirected) return
  await cache.put(kept, told.clone())
  await keepOffline(await caches.open(SITE))
  const { pages } = await told.json()
  await forgetPrepared(cache, pages)
  for (const url of pages) {
    // The header keeps the messages of the server for the page that the person opens next.
    await keepPage(url, await fetch(url, { headers: { "X-Asked-Again": "1" } }))
  }
}

// A workout that has begun has a log of its own.
async function forgetPrepared(cache, pages) {
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  const begun = paths.filter((path) => /^\/planned\/.*\/log\/$/.test(path) && !pages.includes(path))
  await Promise.all(begun.map((path) => cache.delete(path)))
}

async function forget(but) {
  const others = (await caches.keys()).filter((name) => name.startsWith("person-") && name !== but)
  await Promise.all(others.map((name) => caches.delete(name)))
}

async function keepPage(url, response) {
  const { pathname, search } = new URL(url, location.origin)
  const isPage = response.ok && !response.redirected && response.headers.get("content-type")?.includes("html")
  if (!isPage || !MAY_BE_KEPT.test(pathname) || (search && pathname !== free)) return
  const text = await response.text(), person = text.match(PERSON)?.[1]
  if (!person || ABOUT_ANOTHER.test(text)) return
  await forget(`person-${person}`)
  const cache = await caches.open(`person-${person}`)
  await cache.delete(pathname)
  await cache.put(pathname, new Response(text, { headers: response.headers }))
  const pages = await cache.keys()
  await Promise.all(pages.slice(0, Math.max(0, pages.length - MOST_PAGES)).map((page) => cache.delete(page)))
  await keepFilesOf(text)
}

async function keepFilesOf(text) {
  const cache = await caches.open(SITE)
  const urls = new Set(Array.from(text.matchAll(/"(\/static\/[^"#?]+)/g), ([ , url ]) => url))
  for (const url of urls) {
    if (!await cache.match(url)) await cache.add(url).catch(() => { /* a picture less */ })
  }
}

async function copyOf(url) {
  const { pathname } = new URL(url)
  for (const name of (await caches.keys()).filter((name) => name.startsWith("person-"))) {
    const found = await (await caches.open(name)).match(pathname === "/" ? today : pathname)
    if (found) return found
  }
  return null
}

// The server first; where it does not answer in time, the copy.
async function open(event) {
  const { url } = event.request
  const copy = await copyOf(url)
  const answer = fetch(event.request).then((response) => {
    event.waitUntil(keepPage(url, response.clone()))
    return response
  })
  event.waitUntil(answer.catch(() => null))
  const late = copy && new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, copy))
  return Promise.race([ answer, late ].filter(Boolean)).catch(async () => copy ?? await caches.match(offline) ?? Response.error())
}

// A name with a hash never changes; while developing, names have none.
async function file(request, pathname) {
  const copy = await caches.match(request)
  if (copy && HAS_HASH.test(pathname)) return copy
  try {
    const response = await fetch(request)
    if (response.status === 200) (await caches.open(SITE)).put(request, response.clone())
    return response
  } catch (error) {
    if (copy) return copy
    throw error
  }
}

async function list(request) {
  return await copyOf(request.url) ?? fetch(request)
}

// Without a signal a workout is begun on its kept page. Who signs out leaves nothing here.
function post(event, pathname) {
  const { request } = event
  if (request.mode !== "navigate") return
  const planned = pathname.match(PLANNED_START)?.[1]
  const log = planned ? `${planned}log/` : pathname === start ? free : null
  if (log) event.respondWith(fetch(request).catch(() => Response.redirect(log, 303)))
  if (pathname === leaving) event.respondWith(leave(request))
}

async function leave(request) {
  const response = await fetch(request)
  if (response.type === "opaqueredirect") await Promise.all([ forget(), forgetEdits() ])
  return response
}

function forgetEdits() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("fitapp")
    asked.onupgradeneeded = () => asked.transaction.abort() // there was none
    asked.onerror = resolve
    asked.onsuccess = () => {
      const names = [ ...asked.result.objectStoreNames ]
      if (!names.length) return resolve(asked.result.close())
      const change = asked.result.transaction(names, "readwrite")
      names.forEach((name) => change.objectStore(name).clear())
      change.oncomplete = change.onabort = () => resolve(asked.result.close())
    }
  })
}
