export { compareText, type Finding, type Location, quote, type Severity, sortFindings } from "./finding";
export type { FindingKind, FleetExample, UncodedFinding } from "./finding-kind";
