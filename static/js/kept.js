// What this device keeps of its own, in IndexedDB: edits of the log in the order they were made, and
// what became of those that the server did not take as they were.
// An edit stays for a while after it was sent (`sentAt`): a kept page may be older than it.
const STORES = [ "edits", "notices" ]
const memory = { edits: new Map(), notices: new Map() } // where storage is forbidden

const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open("fitapp", 1)
  asked.onupgradeneeded = () => STORES.forEach((name) => asked.result.createObjectStore(name, { keyPath: "id" }))
  asked.onsuccess = () => resolve(asked.result)
  asked.onerror = () => reject(asked.error)
}).catch(() => null)

async function change(name, act) {
  const database = await opened
  if (!database) return act({ put: (row) => memory[name].set(row.id, row), delete: (id) => memory[name].delete(id) })
  const transaction = database.transaction(name, "readwrite")
  act(transaction.objectStore(name))
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
}

async function all(name, person) {
  const database = await opened
  const rows = database ? await read(database.transaction(name).objectStore(name).getAll()) : [ ...memory[name].values() ]
  return rows.filter((row) => row.person === person)
}

const read = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result)
  asked.onerror = () => reject(asked.error)
})

export const keep = (...edits) => change("edits", (store) => edits.forEach((edit) => store.put(edit)))
export const drop = (...edits) => change("edits", (store) => edits.forEach(({ id }) => store.delete(id)))
export const editsOf = (person) => all("edits", person)
export const waitingOf = async (person) => (await editsOf(person)).filter(({ sentAt }) => !sentAt)

export const note = (notice) => change("notices", (store) => store.put(notice))
export const dismiss = (id) => change("notices", (store) => store.delete(id))
export const noticesOf = (person) => all("notices", person)
