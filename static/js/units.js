// As fitapp/lib/units.py: the server keeps kilograms and metres.
const KG_PER_LB = 0.45359237
export const M = { m: 1, km: 1000, mi: 1609.344 }

export const toKg = (load, unit) => unit === "lb" ? load * KG_PER_LB : load

export const fromKg = (kg, unit) => unit === "lb" ? kg / KG_PER_LB : kg
