export { claimsOf } from "./claims";
export { certificateDomains, isCovered } from "./hosts";
export { PLAN_RULES, RULES } from "./list";
export { isWrongInPlatform, type RuleContext } from "./rule";
export { WrongPlaces } from "./wrong-places";
