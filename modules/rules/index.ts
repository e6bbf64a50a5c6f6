import { fileRules } from "./files";
import { hostRules } from "./hosts";
import { loadBalancerRules } from "./load-balancers";
import { metadataRules } from "./metadata";
import { redirectRules } from "./redirects";
import { routeRules } from "./routes";
import { serviceRules } from "./services";
import { sourceRules } from "./sources";

export { claimsOf } from "./support/claims";
export { isWrongInPlatform, type RuleContext } from "./support/context";
export type { Rule } from "./support/define-rule";
export { certificateDomains, isCovered } from "./support/hosts";
export { serviceReferences } from "./support/service-references";
export { WrongPlaces } from "./support/wrong-places";

/** Every rule, by what it is about. */
export const RULES = {
  hosts: hostRules,
  routes: routeRules,
  redirects: redirectRules,
  sources: sourceRules,
  services: serviceRules,
  "load balancers": loadBalancerRules,
  "labels, annotations and tags": metadataRules,
  "the fleet as a whole": fileRules,
} as const;
