export { type CheckedFleet, checkFleet, checkSource } from "./check";
export { certificateCovers } from "./hosts";
