export { type CheckedFleet, checkDecoded, checkFleet, checkSource } from "./check";
export { certificateCovers } from "./hosts";
