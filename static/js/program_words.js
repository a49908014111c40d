// Figures of a program as people write and read them.
import { working } from "@app/program_document.js"
import * as units from "@app/units.js"

const round = (value, places) => Math.round(value * 10 ** places) / 10 ** places

// What cannot be read as a number stays as it was typed: the server names it, nothing is lost.
export function number(text) {
  const bare = String(text).trim().replace(",", ".")
  if (bare === "") return null
  return Number.isFinite(Number(bare)) ? Number(bare) : bare
}

export const toKg = (text, unit) => {
  const value = number(text)
  return typeof value === "number" && unit === "lb" ? round(units.toKg(value, unit), 3) : value
}

export const fromKg = (kg, unit) => typeof kg === "number" ? round(units.fromKg(kg, unit), 2) : kg ?? ""

export function clock(seconds) {
  if (typeof seconds !== "number") return seconds ?? ""
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

// "3:00" and "180 s" are 180; "3" is three minutes in a field of minutes.
export function seconds(text, { minutes = false } = {}) {
  const parts = /^\s*(\d+):(\d{1,2})\s*$/.exec(text)
  if (parts) return Number(parts[1]) * 60 + Number(parts[2])
  const value = number(String(text).replace(/\s*(s|min)\s*$/, ""))
  const short = minutes && typeof value === "number" && value <= 10 && !/s\s*$/.test(text)
  return short ? Math.round(value * 60) : value
}

export function reps(one) {
  if (one.reps_min === null && one.reps_max === null) return ""
  if (one.kind === "amrap" || one.reps_max === null) return `${one.reps_min ?? 1}+`
  return one.reps_min === one.reps_max || one.reps_min === null ? `${one.reps_max}` : `${one.reps_min}–${one.reps_max}`
}

// "8", "8-12" and "5+"; anything else is kept for the server to name.
export function readReps(text, kind) {
  const [ , low, sign, high ] = /^\s*(\d+)\s*(?:([-–+])\s*(\d*))?\s*$/.exec(text) ?? []
  const plain = kind === "amrap" ? "work" : kind
  if (low === undefined) return { reps_min: text.trim() === "" ? null : text, reps_max: null, kind: plain }
  if (sign === "+") return { reps_min: Number(low), reps_max: null, kind: kind === "work" ? "amrap" : kind }
  return { reps_min: Number(low), reps_max: Number(high || low), kind: plain }
}

// "8", "@8", and "2 RIR" or "RIR 2": with two in reserve it is an effort of 8.
export function effort(text) {
  const [ , before, after ] = /^\s*(?:rir\s*([\d.,]+)|([\d.,]+)\s*rir)\s*$/i.exec(text) ?? []
  const reserve = number(before ?? after ?? "")
  return typeof reserve === "number" ? 10 - reserve : number(String(text).replace(/^\s*(?:rpe|@)\s*/i, ""))
}

// "3-1-X-0", "31X0" and "3 1 x 0" are four numbers, the third of which may be an X: as fast as it goes.
export function tempo(text) {
  const bare = text.trim().toUpperCase()
  if (!bare) return null
  const parts = /^[\dX]{4}$/.test(bare) ? [ ...bare ] : bare.split(/[^\dX]+/)
  return parts.map((part) => part === "X" ? part : number(part))
}

export function amount(one) {
  return reps(one) || (one.distance_m !== null ? `${one.distance_m} m` : one.duration_s ? (one.duration_s < 60 ? `${one.duration_s} s` : clock(one.duration_s)) : "open")
}

export function scheme(sets) {
  const amounts = working(sets).map(amount)
  if (!amounts.length) return "no sets yet"
  if (new Set(amounts).size === 1) return `${amounts.length} × ${amounts[0]}`
  return amounts.length <= 4 ? amounts.join(", ") : `${amounts.length} sets`
}

export function load(one, unit) {
  if (one.load_kind === "absolute") return `${fromKg(one.load_kg, unit)} ${unit}`
  if (one.load_kind === "percent_1rm") return `${one.load_percent ?? ""} %`
  if (one.load_kind === "percent_top") return `${one.load_percent ?? ""} % of top`
  if (one.load_kind === "bodyweight") return one.load_kg ? `body ${one.load_kg > 0 ? "+" : "−"}${fromKg(Math.abs(one.load_kg), unit)} ${unit}` : "body"
  return one.rpe ? `RPE ${one.rpe}` : ""
}

export function summary(item, unit) {
  const loads = [ ...new Set(working(item.sets).map((one) => load(one, unit)).filter(Boolean)) ]
  const heavy = loads.length < 3 ? loads.join(", ") : `${loads[0]} to ${loads.at(-1)}`
  return [ scheme(item.sets), heavy ].filter(Boolean).join(", ")
}

// The median of 62 lifters' logs is 3.5 minutes a set, rests and all.
export const minutes = (sets) => Math.round(sets * 3.5)
