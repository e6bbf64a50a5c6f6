import { type Finding, sortFindings } from "../findings";
import { type DecodedFleet, decodeFleet, type Fleet, tenantFile } from "../model";
import { type Plan, planFleet } from "../plan";
import { type FleetSource, readFleet } from "../source";
import { claimsOf } from "./claims";
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
import { isWrongInPlatform, type PlanRule, type Rule, type RuleContext } from "./rule";
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
import { WrongPlaces } from "./wrong-places";

const RULES: readonly Rule[] = [
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

const PLAN_RULES: readonly PlanRule[] = [ingressTooLarge, quotaExceeded, standbyTooSmall];

/** The outcome of checking a fleet directory. */
export interface CheckedFleet {
  /** Number of tenant files. */
  readonly tenantCount: number;
  /** Sorted. */
  readonly findings: readonly Finding[];
  /** What was checked, for a check of the same with a change. */
  readonly decoded: DecodedFleet;
  /** The fleet and its plan; undefined when a finding is an error. */
  readonly valid: { readonly fleet: Fleet; readonly plan: Plan } | undefined;
}

/**
 * Reads and checks a fleet directory: all findings of all files at once, and the plan when none is an error.
 *
 * @throws FleetNotFoundError when the directory or `platform.json` cannot be opened.
 */
export function checkFleet(directory: string): CheckedFleet {
  return checkSource(readFleet(directory));
}

/** Checks a fleet that has been read already, or that does not stand on disk yet. */
export function checkSource(source: FleetSource): CheckedFleet {
  return checkDecoded(decodeFleet(source));
}

/** The same for a fleet that has been decoded already. */
export function checkDecoded(decoded: DecodedFleet): CheckedFleet {
  const { platform, tenants, tenantCount, documents, findings: decoding, repaired } = decoded;
  const wrong = new WrongPlaces([...decoding, ...repaired]);
  const context: RuleContext = { platform, tenants, documents, claims: claimsOf(tenants), wrong };
  const findings = [...decoding];
  for (const rule of RULES) findings.push(...rule(context).filter((finding) => !wrong.explain(finding)));
  const plan = planSoundPart(context, findings);
  if (plan !== undefined) for (const rule of PLAN_RULES) findings.push(...rule(context, plan));
  const ok = findings.every(({ severity }) => severity !== "error");
  return {
    tenantCount,
    findings: sortFindings(findings),
    decoded,
    valid: ok && plan !== undefined && platform !== undefined ? { fleet: { platform, tenants }, plan } : undefined,
  };
}

/**
 * The plan of the tenants without errors: the quota is checked in the same run in which something else has a typo.
 * None where it is not clear which load balancers there are and what lives on them.
 */
function planSoundPart(context: RuleContext, findings: readonly Finding[]): Plan | undefined {
  const { platform, tenants } = context;
  const isUnclear = ["defaults", "loadBalancers", "services"].some((field) => isWrongInPlatform(context, [field]));
  if (platform === undefined || isUnclear) return undefined;
  const wrong = new Set(findings.filter(({ severity }) => severity === "error").map(({ file }) => file));
  return planFleet({ platform, tenants: tenants.filter(({ name }) => !wrong.has(tenantFile(name))) });
}
