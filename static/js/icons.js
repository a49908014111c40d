// Where the icons are, for markup that only JavaScript makes.
export const iconUrl = (name) => `${document.documentElement.dataset.icons}#${name}`

export function icon(name, css = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use")
  svg.setAttribute("class", `i ${css}`.trim())
  svg.setAttribute("aria-hidden", "true")
  use.setAttribute("href", iconUrl(name))
  svg.append(use)
  return svg
}
