import type { Finding, FindingKind, FleetExample, UncodedFinding } from "../../findings";
import type { Plan } from "../../plan";
import type { RuleContext } from "./context";

/** What a rule looks at: the fleet, or what becomes of it once the fleet's own rules have been asked. */
type Check<Found> =
  | { readonly check: (context: RuleContext) => Found[]; readonly checkPlan?: undefined }
  | { readonly checkPlan: (context: RuleContext, plan: Plan) => Found[]; readonly check?: undefined };

/** A rule of the fleet, which describes itself. */
export type Rule<Code extends string = string> = RuleKind<Code> & Check<Finding<Code>>;

interface RuleKind<Code extends string> extends FindingKind<Code> {
  readonly valid: readonly FleetExample[];
  readonly invalid: readonly FleetExample[];
}

/**
 * Defines a rule, in a file of its own that is named like its code. Its examples are run as tests, and shown by
 * `tenantry check --explain`.
 *
 * @example
 * export const noOwner = defineRule({
 *   code: "no-owner",
 *   severity: "warning",
 *   summary: "a tenant of which nobody knows whose it is",
 *   valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], owner: "Sales" } } }],
 *   invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"] } } }],
 *   check: (context) =>
 *     context.tenants
 *       .filter(({ owner }) => owner === undefined)
 *       .map((tenant) => inTenant(context, tenant, [], { message: "The tenant has no owner.", help: 'Add "owner".' })),
 * });
 */
export function defineRule<const Code extends string>(rule: RuleKind<Code> & Check<UncodedFinding>): Rule<Code> {
  const { code, severity } = rule;
  const coded = (found: readonly UncodedFinding[]) => found.map((one) => ({ severity, code, ...one }));
  const { check, checkPlan, ...kind } = rule;
  return check === undefined
    ? { ...kind, checkPlan: (context, plan) => coded(checkPlan(context, plan)) }
    : { ...kind, check: (context) => coded(check(context)) };
}
