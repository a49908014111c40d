// Ids that a device makes itself, in the order they were made (UUID version 7), and the time of an
// edit: never the same twice, so that of two the later is known.
// A clock that is wrong is put right by what the server says the time is.
const SKEW = "fitapp.skew"
const NOTEWORTHY_MS = 5000
let last = 0
let skew = 0
try { skew = Number(localStorage.getItem(SKEW)) || 0 } catch { /* storage is forbidden */ }

export function hearTime(serverMs) {
  const wrong = serverMs - Date.now()
  skew = Math.abs(wrong) > NOTEWORTHY_MS ? wrong : 0
  try { localStorage.setItem(SKEW, skew) } catch { /* it is heard again */ }
}

export function moment() {
  last = Math.max(Date.now() + skew, last + 1)
  return last
}

export function uuid7(at = moment()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  new DataView(bytes.buffer).setBigUint64(0, BigInt(at) << 16n | 0x7000n | BigInt(bytes[6] << 8 | bytes[7]) & 0xfffn)
  bytes[8] = bytes[8] & 0x3f | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}
