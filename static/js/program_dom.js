// Small pieces of markup for the builder.
import { icon } from "@app/icons.js"

export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [ key, value ] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value)
    else if (key === "value") element.value = value
    else if (key === "checked") element.checked = value
    else element.setAttribute(key, value === true ? "" : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

export function picture(card, css = "pic--44 pic--clear") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use")
  svg.setAttribute("class", `pic ${css}`)
  svg.setAttribute("viewBox", "0 0 96 96")
  svg.setAttribute("aria-hidden", "true")
  use.setAttribute("href", `${card?.picture ?? ""}#p`)
  svg.append(use)
  return svg
}

// A labelled field. `key` finds it again after a redraw, `error` is the place where its errors show.
export function field(label, control, { error, suffix, hint } = {}) {
  control.id ||= `f-${control.dataset.key}`.replaceAll(/[^\w-]/g, "-")
  const slot = error && h("p", { id: `${control.id}-error`, "data-error-for": error, hidden: true })
  if (slot) control.setAttribute("aria-describedby", slot.id)
  return h("div", { class: "field" },
    h("label", { for: control.id }, label),
    suffix ? h("div", { class: "affix" }, control, h("span", { class: "suffix" }, suffix)) : control,
    hint && h("p", { class: "hint" }, hint),
    slot)
}

export const input = (key, value, change, more = {}) =>
  h("input", { class: "input input--sm", "data-key": key, value: value ?? "", autocomplete: "off", oninput: (event) => change(event.target.value), ...more })

export const select = (key, value, choices, change, more = {}) => {
  const element = h("select", { class: "select input--sm", "data-key": key, onchange: (event) => change(event.target.value), ...more },
    Object.entries(choices).map(([ code, name ]) => h("option", { value: code }, name)))
  element.value = value
  return element
}

export const button = (key, label, press, { icon: name, css = "btn btn--line btn--sm", ...more } = {}) =>
  h("button", { type: "button", class: css, "data-key": key, onclick: press, ...more }, name && icon(name), label)

// An act in the menu, which closes it.
export const act = (name, label, press, { bad = false } = {}) =>
  h("button", { type: "button", class: bad ? "mi mi--bad" : "mi", onclick: () => { document.getElementById("bmenu").hidePopover(); press() } }, icon(name), label)

export const iconButton = (key, name, label, press, more = {}) =>
  h("button", { type: "button", class: "iconbtn", "data-key": key, "aria-label": label, onclick: press, ...more }, icon(name))

// Redraws and puts the focus back where it was.
export function keepingFocus(draw) {
  const key = document.activeElement?.dataset?.key
  draw()
  if (key && document.activeElement?.dataset?.key !== key) document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true })
}
