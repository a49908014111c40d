// Where one tap of a stepper goes: to the next load that the gym makes, or a step further.
const CLOSE = 0.004

export function stepFrom(now, direction, step, loads = []) {
  const next = direction > 0 ? loads.find((load) => load > now + CLOSE) : loads.findLast((load) => load < now - CLOSE)
  return next ?? now + direction * step
}
