export { type InitResult, initFleet } from "./init-fleet";
export { FleetExistsError } from "./new-fleet";
export { PackageJsonError } from "./package-json";
export { type Terminal, UnansweredError } from "./prompt";
export { type InitSettings, SETTINGS } from "./settings";
