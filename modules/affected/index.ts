export { type Affected, type AffectedStack, affectedStacks } from "./affected-stacks";
