export { type Drain, drain, type Waiting } from "./drain";
export { describeStep, type Move, moveDocument, moveJson } from "./move-document";
export { type MovedFleet, recordsOf, type TenantStep, takeSteps } from "./move-tenants";
export { type Direction, directionBack, directionTo, nextStep, type Records, type Step } from "./next-step";
export { rulesNeeded, suitableTargets } from "./targets";
