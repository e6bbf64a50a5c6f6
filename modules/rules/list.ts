import { conflictingFields } from "./conflicting-fields";
import { deletionProtectionOff } from "./deletion-protection-off";
import { duplicateValue } from "./duplicate-value";
import { foreignArn } from "./foreign-arn";
import { hostConflict } from "./host-conflict";
import { incompatibleAddresses } from "./incompatible-addresses";
import { incompatibleService } from "./incompatible-service";
import { ineffectiveStickiness } from "./ineffective-stickiness";
import { ingressTooLarge } from "./ingress-too-large";
import { invalidAttribute } from "./invalid-attribute";
import { invalidCidr } from "./invalid-cidr";
import { invalidHealthCheck } from "./invalid-health-check";
import { invalidHost } from "./invalid-host";
import { invalidMetadata } from "./invalid-metadata";
import { invalidPath } from "./invalid-path";
import { invalidRedirect } from "./invalid-redirect";
import { invalidSslPolicy } from "./invalid-ssl-policy";
import { invalidStickiness } from "./invalid-stickiness";
import { invalidTag } from "./invalid-tag";
import { invalidTargetGroup } from "./invalid-target-group";
import { invalidWeights } from "./invalid-weights";
import { missingAnswer } from "./missing-answer";
import { missingCluster } from "./missing-cluster";
import { missingLoadBalancer } from "./missing-load-balancer";
import { nameCollision } from "./name-collision";
import { noTenants } from "./no-tenants";
import { patternTooLong } from "./pattern-too-long";
import { publicSuffixWildcard } from "./public-suffix-wildcard";
import { quotaExceeded } from "./quota-exceeded";
import { redirectLoop } from "./redirect-loop";
import { reservedHost } from "./reserved-host";
import { reservedMetadata } from "./reserved-metadata";
import { reservedName } from "./reserved-name";
import type { PlanRule, Rule } from "./rule";
import { serviceNotCarried } from "./service-not-carried";
import { singleLoadBalancer } from "./single-load-balancer";
import { standbyTooSmall } from "./standby-too-small";
import { tooManyRules } from "./too-many-rules";
import { tooManySecurityGroups } from "./too-many-security-groups";
import { tooManyWildcards } from "./too-many-wildcards";
import { uncoveredHost } from "./uncovered-host";
import { unknownLoadBalancer } from "./unknown-load-balancer";
import { unknownService } from "./unknown-service";
import { unlimitedSources } from "./unlimited-sources";
import { unmatchedSources } from "./unmatched-sources";
import { unreachableRoute } from "./unreachable-route";
import { wildcardConflict } from "./wildcard-conflict";

/** Rules that look at the fleet. */
export const RULES: readonly Rule[] = [
  conflictingFields,
  deletionProtectionOff,
  duplicateValue,
  foreignArn,
  hostConflict,
  incompatibleAddresses,
  incompatibleService,
  ineffectiveStickiness,
  invalidAttribute,
  invalidCidr,
  invalidHealthCheck,
  invalidHost,
  invalidMetadata,
  invalidPath,
  invalidRedirect,
  invalidSslPolicy,
  invalidStickiness,
  invalidTag,
  invalidTargetGroup,
  invalidWeights,
  missingAnswer,
  missingCluster,
  missingLoadBalancer,
  nameCollision,
  noTenants,
  patternTooLong,
  publicSuffixWildcard,
  redirectLoop,
  reservedHost,
  reservedMetadata,
  reservedName,
  serviceNotCarried,
  singleLoadBalancer,
  tooManyRules,
  tooManySecurityGroups,
  tooManyWildcards,
  uncoveredHost,
  unknownLoadBalancer,
  unknownService,
  unlimitedSources,
  unmatchedSources,
  unreachableRoute,
  wildcardConflict,
];

/** Rules that look at what becomes of the fleet, after the others. */
export const PLAN_RULES: readonly PlanRule[] = [ingressTooLarge, quotaExceeded, standbyTooSmall];
