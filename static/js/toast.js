// A short message that leaves by itself, with one thing to do about it if need be.
import { icon } from "@app/icons.js"

export function toast(text, { icon: name = "check", action, onAction, bad = false, ms = 5200 } = {}) {
  const host = document.getElementById("toasts")
  if (!host) return null
  const element = document.createElement("div")
  element.className = bad ? "toast toast--bad" : "toast"
  const words = document.createElement("p")
  words.textContent = text
  element.append(icon(name), words)
  if (action) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "btn btn--quiet"
    button.textContent = action
    button.addEventListener("click", () => { onAction?.(); element.remove() })
    element.append(button)
  }
  host.append(element)
  setTimeout(() => element.remove(), ms)
  return element
}
