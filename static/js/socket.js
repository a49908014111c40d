// A websocket that comes back by itself when the line drops, waiting longer each time, and that
// notices a line that is dead without saying so.
const NOT_SIGNED_IN = 4401
const FIRST_MS = 1000
const LONGEST_MS = 30_000
const PING_MS = 30_000

export class Socket {
  #line = null
  #tries = 0
  #isSilent = false
  #retry
  #pulse

  // `heard` gets every message; `refused` is called when the server does not know who we are.
  constructor(path, { heard, refused }) {
    this.url = new URL(path, location.href)
    this.url.protocol = this.url.protocol.replace("http", "ws")
    this.heard = heard
    this.refused = refused
  }

  open() {
    clearTimeout(this.#retry)
    if (this.#line) return
    this.#line = new WebSocket(this.url)
    this.#line.onmessage = ({ data }) => this.#hear(JSON.parse(data))
    this.#line.onclose = ({ code }) => this.#lose(code)
  }

  close() {
    clearTimeout(this.#retry)
    clearInterval(this.#pulse)
    if (!this.#line) return
    this.#line.onmessage = this.#line.onclose = null
    this.#line.close()
    this.#line = null
  }

  openLater() {
    const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries)
    this.#tries += 1
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.open(), wait * (0.5 + Math.random() / 2))
  }

  #hear(message) {
    this.#isSilent = false
    if (message.type === "ready") {
      this.#tries = 0
      this.#pulse = setInterval(() => this.#ping(), PING_MS)
    }
    this.heard(message)
  }

  #ping() {
    if (this.#isSilent) return this.#lose()
    this.#isSilent = true
    this.#line.send('{"type": "ping"}')
  }

  #lose(code) {
    this.close()
    if (code === NOT_SIGNED_IN) this.refused()
    else this.openLater()
  }
}
