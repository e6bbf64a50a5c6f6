export { checkDecoded, checkFleet, checkSource, type PlannedFleet, type RefusedFleet } from "./check-fleet";
