// Makes the browser keep what a workout needs without a signal, for whoever is signed in.
const { person } = document.documentElement.dataset

// Asks the worker to keep a page as it is now, and waits until it has.
export async function keepPage(page) {
  const worker = navigator.serviceWorker?.controller
  if (!worker) return
  const { port1, port2 } = new MessageChannel()
  const kept = new Promise((resolve) => { port1.onmessage = resolve })
  worker.postMessage({ page }, [ port2 ])
  await kept
}

async function beginKeeping() {
  await navigator.serviceWorker.register("/sw.js")
  const { active } = await navigator.serviceWorker.ready
  if (person) active.postMessage({ person })
}

if ("serviceWorker" in navigator) beginKeeping().catch(() => { /* a private window keeps nothing */ })
