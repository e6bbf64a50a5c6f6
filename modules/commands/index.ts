export { fleetDirectory } from "./fleet-directory";
export { countFindings, renderFindings } from "./render-findings";
export { renderSummary } from "./summary";
