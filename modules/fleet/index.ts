export { checkDecoded, checkFleet, checkSource, type PlannedFleet, type RefusedFleet } from "./check-fleet";
export { FINDING_KINDS, FINDING_KINDS_BY_SUBJECT, type FindingCode } from "./finding-kinds";
export { type BaseFleet, BaseFleetError, FleetRepository, readBaseFleet } from "./fleet-repository";
