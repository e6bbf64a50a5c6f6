import { type Finding, sortFindings } from "../findings";
import { type DecodedFleet, decodeFleet, type Fleet } from "../model";
import { type Plan, planFleet } from "../plan";
import { claimsOf, isWrongInPlatform, RULES, type Rule, type RuleContext, WrongPlaces } from "../rules";
import { type FleetSource, readFleet, tenantFile } from "../source";
import type { FindingCode } from "./finding-kinds";

const ALL_RULES: readonly Rule<FindingCode>[] = Object.values(RULES).flat();

/** A fleet without errors, and what it becomes. */
export interface PlannedFleet {
  readonly fleet: Fleet;
  readonly plan: Plan;
  /** Warnings, sorted. */
  readonly findings: readonly Finding<FindingCode>[];
  /** What was checked, for a check of the same with a change. */
  readonly decoded: DecodedFleet;
}

/** A fleet with an error: nothing is generated from it, and no command shows what it would become. */
export interface RefusedFleet {
  readonly fleet?: undefined;
  readonly plan?: undefined;
  /** Errors and warnings, sorted. */
  readonly findings: readonly Finding<FindingCode>[];
  readonly decoded: DecodedFleet;
}

/**
 * Reads and checks a fleet directory: all findings of all files at once, and the plan when none is an error.
 *
 * @throws FleetNotFoundError when the directory or `platform.json` cannot be opened.
 *
 * @example
 * const { fleet, plan, findings } = checkFleet(".");
 * if (plan !== undefined) fleetApp(fleet, plan).synth();
 */
export function checkFleet(directory: string): PlannedFleet | RefusedFleet {
  return checkSource(readFleet(directory));
}

/** Checks a fleet that has been read already, or that does not stand on disk yet. */
export function checkSource(source: FleetSource): PlannedFleet | RefusedFleet {
  return checkDecoded(decodeFleet(source));
}

/** Checks a fleet that has been decoded already. */
export function checkDecoded(decoded: DecodedFleet): PlannedFleet | RefusedFleet {
  const { platform, tenants, documents, siblings, findings: decoding, repaired } = decoded;
  const wrong = new WrongPlaces([...decoding, ...repaired]);
  const context: RuleContext = { platform, tenants, documents, siblings, claims: claimsOf(tenants), wrong };
  const all: Finding<FindingCode>[] = [...decoding];
  for (const { check } of ALL_RULES) {
    if (check !== undefined) all.push(...check(context).filter((finding) => !wrong.explain(finding)));
  }
  const plan = planSoundPart(context, all);
  if (plan !== undefined) for (const { checkPlan } of ALL_RULES) all.push(...(checkPlan?.(context, plan) ?? []));
  const findings = sortFindings(all);
  const hasErrors = findings.some(({ severity }) => severity === "error");
  if (hasErrors || plan === undefined || platform === undefined) return { findings, decoded };
  return { fleet: { platform, tenants }, plan, findings, decoded };
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
