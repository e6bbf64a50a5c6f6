export { type CheckedFleet, checkDecoded, checkFleet, checkSource } from "./check";
export { certificateDomains, isCovered } from "./hosts";
