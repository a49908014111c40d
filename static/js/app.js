// Starts Stimulus and fetches a controller the first time the page mentions it.
import { Application } from "@hotwired/stimulus"
import "@app/device.js"

const application = Application.start()
const known = new Set()

async function learn(name) {
  if (known.has(name)) return
  known.add(name)
  const { default: controller } = await import(`controllers/${name.replaceAll("-", "_")}_controller`)
  application.register(name, controller)
}

function read(element) {
  const named = element.dataset?.controller ? [ element ] : []
  for (const mention of [ ...named, ...element.querySelectorAll?.("[data-controller]") ?? [] ]) {
    for (const name of mention.dataset.controller.split(/\s+/).filter(Boolean)) learn(name)
  }
}

read(document.documentElement)
new MutationObserver((changes) => {
  for (const { target, type, addedNodes } of changes) {
    if (type === "attributes") read(target)
    else addedNodes.forEach(read)
  }
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: [ "data-controller" ] })

// htmx sends forms without our middleware knowing; the token travels with every request it makes.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value
  if (token) detail.headers["X-CSRFToken"] = token
})
