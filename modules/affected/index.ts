export { type Affected, type AffectedStack, affectedStacks } from "./affected-stacks";
export { type BaseFleet, BaseFleetError, readBaseFleet } from "./base-fleet";
