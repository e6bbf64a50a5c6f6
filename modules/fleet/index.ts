export { checkDecoded, checkFleet, checkSource, type PlannedFleet, type RefusedFleet } from "./check-fleet";
export { FINDING_CODES, FINDING_KINDS, type FindingCode, findingKind } from "./finding-kinds";
