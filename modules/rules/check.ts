import { type Finding, sortFindings } from "../findings";
import { decodeFleet, type Fleet, PLATFORM_FILE, tenantFile } from "../model";
import { type Plan, planFleet } from "../plan";
import { type FleetSource, readFleet } from "../source";
import { conflictingFields } from "./conflicting-fields";
import { emptyFleet } from "./empty-fleet";
import { hostConflict } from "./host-conflict";
import { invalidCidr } from "./invalid-cidr";
import { invalidHost } from "./invalid-host";
import { invalidLoadBalancer } from "./invalid-load-balancer";
import { invalidMetadata } from "./invalid-metadata";
import { invalidPath } from "./invalid-path";
import { invalidRedirect } from "./invalid-redirect";
import { invalidService } from "./invalid-service";
import { invalidWeights } from "./invalid-weights";
import { nameCollision } from "./name-collision";
import { patternTooLong } from "./pattern-too-long";
import { publicSuffixWildcard } from "./public-suffix-wildcard";
import { quotaExceeded } from "./quota-exceeded";
import { reservedHost } from "./reserved-host";
import { reservedName } from "./reserved-name";
import type { Rule, RuleContext } from "./rule";
import { serviceNotCarried } from "./service-not-carried";
import { singlePointOfFailure } from "./single-point-of-failure";
import { tooManyWildcards } from "./too-many-wildcards";
import { uncoveredHost } from "./uncovered-host";
import { unknownLoadBalancer } from "./unknown-load-balancer";
import { unknownService } from "./unknown-service";
import { unreachableRoute } from "./unreachable-route";
import { wildcardConflict } from "./wildcard-conflict";

const RULES: readonly Rule[] = [
  conflictingFields,
  emptyFleet,
  hostConflict,
  invalidCidr,
  invalidHost,
  invalidLoadBalancer,
  invalidMetadata,
  invalidPath,
  invalidRedirect,
  invalidService,
  invalidWeights,
  nameCollision,
  patternTooLong,
  publicSuffixWildcard,
  reservedHost,
  reservedName,
  serviceNotCarried,
  singlePointOfFailure,
  tooManyWildcards,
  uncoveredHost,
  unknownLoadBalancer,
  unknownService,
  unreachableRoute,
  wildcardConflict,
];

/** The outcome of checking a fleet directory. */
export interface CheckedFleet {
  /** Number of tenant files. */
  readonly tenantCount: number;
  /** Sorted. */
  readonly findings: readonly Finding[];
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
  const { platform, tenants, documents, findings: decoding } = decodeFleet(source);
  const context: RuleContext = { platform, tenants, documents };
  const findings = [...decoding, ...RULES.flatMap((rule) => rule(context))];
  const plan = planSoundPart(context, findings);
  if (plan !== undefined) findings.push(...quotaExceeded(context, plan));
  const ok = findings.every(({ severity }) => severity !== "error");
  return {
    tenantCount: source.tenants.length,
    findings: sortFindings(findings),
    valid: ok && plan !== undefined && platform !== undefined ? { fleet: { platform, tenants }, plan } : undefined,
  };
}

/**
 * The plan of the tenants without errors: the quota is checked in the same run in which one tenant has a typo. None
 * while `platform.json` has errors.
 */
function planSoundPart({ platform, tenants }: RuleContext, findings: readonly Finding[]): Plan | undefined {
  const wrong = new Set(findings.filter(({ severity }) => severity === "error").map(({ file }) => file));
  if (platform === undefined || wrong.has(PLATFORM_FILE)) return undefined;
  return planFleet({ platform, tenants: tenants.filter(({ name }) => !wrong.has(tenantFile(name))) });
}
