// Chart.js as a module. Its browser file speaks UMD, so it leaves the class on the global object.
import "@vendor/chart.js"

export const Chart = globalThis.Chart
export default Chart
