export { FleetExistsError, type InitResult, initFleet } from "./init-fleet";
export type { InitSettings } from "./platform-text";
export { NPM_COMMANDS } from "./project-files";
