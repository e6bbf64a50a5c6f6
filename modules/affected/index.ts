export { type Affected, type AffectedStack, affectedStacks } from "./affected-stacks";
export { type BaseFleet, readBaseFleet, UnknownRevisionError } from "./base-fleet";
