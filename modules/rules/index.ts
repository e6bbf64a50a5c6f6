export { type CheckedFleet, checkFleet } from "./check";
export { certificateCovers } from "./hosts";
