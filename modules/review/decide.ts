import { type AttributeChange, attributeChanges } from "./attributes";
import { type ChangeKind, changeKindOf } from "./change-kind";
import { CONDITIONS } from "./conditions";
import type { DecidedKind, Decision } from "./decision";
import { DECISIONS, NAMES } from "./decisions";
import { classify } from "./resource";
import { describeSecurityGroupRule } from "./security-group-rule";
import type { ResourceChange, TerraformPlan } from "./terraform-plan";
import type { Attention, Violation } from "./types";
import { isEmpty, jsonValue, text, visible } from "./values";

export interface Decided {
  readonly blocked: readonly Violation[];
  readonly attention: readonly Attention[];
}

/** Applies the table of decisions to what happens to the resources of one stack. */
export function decide(plan: TerraformPlan, stack: string): Decided {
  const vanished = vanishedAddresses(plan);
  const existsAlready = !plan.changes.some(
    (resource) =>
      classify(resource).kind === "ingress-class-parameters" && changeKindOf(resource.change.actions) === "create",
  );
  const blocked: Violation[] = [];
  const attention: Attention[] = [];
  for (const resource of plan.changes) {
    const { kind } = classify(resource);
    if (kind === "tenant" || kind === "other") continue;
    const circumstances = { vanished: vanished.has(resource.address), existsAlready };
    for (const { decision, code, what, change } of findings(kind, resource, circumstances)) {
      const { address } = resource;
      const message = `In ${stack} ${what}${shownChange(change)}. ${decision.effect}${decision.remediation === undefined ? "" : ` ${decision.remediation}`}`;
      if (decision.verdict === "block") blocked.push({ code, address, message });
      if (decision.verdict === "attention") {
        const { attribute, before, after } = change?.shown ?? WHOLE;
        attention.push({ code, address, attribute, before: jsonValue(before), after: jsonValue(after), message });
      }
    }
  }
  return { blocked, attention };
}

const WHOLE = { attribute: "", before: undefined, after: undefined };

/** Addresses of what was deleted outside of Terraform and would be created anew. */
export function vanishedAddresses({ changes, drift }: TerraformPlan): Set<string> {
  const created = new Set(
    changes.filter(({ change }) => changeKindOf(change.actions) === "create").map(({ address }) => address),
  );
  const deleted = drift.filter(({ change }) => changeKindOf(change.actions) === "delete");
  return new Set(deleted.map(({ address }) => address).filter((address) => created.has(address)));
}

interface Circumstances {
  readonly vanished: boolean;
  /** The load balancer is there before this plan. */
  readonly existsAlready: boolean;
}

interface Finding {
  readonly decision: Decision;
  readonly code: string;
  /** What happens, as a clause. */
  readonly what: string;
  /** Absent: to the resource as a whole. */
  readonly change?: AttributeChange;
}

function findings(kind: DecidedKind, resource: ResourceChange, circumstances: Circumstances): Finding[] {
  const decisions = DECISIONS[kind];
  const whole = decisions.find((decision) => holdsForWhole(decision, resource, circumstances));
  if (whole !== undefined) return ofWhole(kind, whole, resource);
  const changeKind = changeKindOf(resource.change.actions);
  if (changeKind !== "update" && changeKind !== "create") return [];
  return attributeChanges(resource).flatMap((change) => {
    const decision = decisions.find((one) => holdsForAttribute(one, change, changeKind));
    return decision === undefined ? [] : [{ decision, code: decision.code, what: decision.change, change }];
  });
}

/** Ways to lose a resource: what is appended to the code, and the verb. */
const LOSSES: Partial<Record<ChangeKind, readonly [suffix: string, verb: string]>> = {
  delete: ["destroyed", "is destroyed"],
  replace: ["replaced", "is destroyed and created anew"],
  // Nothing happens to it now, but Terraform neither protects nor updates it from then on.
  forget: ["forgotten", "leaves Terraform's hands"],
};

function holdsForWhole({ when }: Decision, { change }: ResourceChange, circumstances: Circumstances): boolean {
  const kind = changeKindOf(change.actions);
  switch (when) {
    case "lost":
      return LOSSES[kind] !== undefined;
    case "vanished":
      return circumstances.vanished;
    case "touched":
      return kind !== "none" && circumstances.existsAlready;
    default:
      return false;
  }
}

function ofWhole(kind: DecidedKind, decision: Decision, resource: ResourceChange): Finding[] {
  const { deposed, change } = resource;
  const [suffix, verb] = LOSSES[changeKindOf(change.actions)] ?? [];
  switch (decision.when) {
    case "lost": {
      const code = `${kind}-${suffix}`;
      if (deposed == null) return [{ decision, code, what: `${NAMES[kind]} ${verb}` }];
      const remediation = "Make sure that nothing uses the old object any more, then apply this plan by hand.";
      const what = `${NAMES[kind]} that an interrupted replacement left behind ${verb}`;
      return [{ decision: { ...decision, remediation }, code, what }];
    }
    case "vanished":
      return [{ decision, code: `${kind}-vanished`, what: `${NAMES[kind]} ${decision.change}` }];
    default:
      return securityGroupRuleChange(resource).map((one) => ({
        decision,
        code: decision.code,
        what: decision.change,
        change: one,
      }));
  }
}

/** None where only tags or the like change. */
function securityGroupRuleChange({ type, change }: ResourceChange): AttributeChange[] {
  const sensitive = [change.before_sensitive, change.after_sensitive];
  const before = describeSecurityGroupRule(type, visible(change.before, sensitive, undefined));
  const after = describeSecurityGroupRule(type, visible(change.after, sensitive, change.after_unknown));
  return before === after ? [] : [{ attribute: "", before, after, shown: { attribute: "", before, after } }];
}

function holdsForAttribute(
  { attributes, when }: Decision,
  { attribute, before, after }: AttributeChange,
  changeKind: "create" | "update",
): boolean {
  if (when === "lost" || when === "vanished" || when === "touched") return false;
  if (changeKind === "create" && when !== "added") return false;
  return attributes.some((pattern) => matches(pattern, attribute)) && CONDITIONS[when](before, after);
}

/** Whether an attribute is the one that a pattern says; `*` stands for any text. */
function matches(pattern: string, attribute: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.at(-1);
  if (end === undefined) return attribute === pattern;
  return attribute.length >= start.length + end.length && attribute.startsWith(start) && attribute.endsWith(end);
}

function shownChange(change: AttributeChange | undefined): string {
  if (change === undefined) return "";
  const { attribute, ...values } = change.shown;
  const [before, after] = [words(values.before), words(values.after)];
  // Both may be sensitive.
  const what = before === after ? [attribute] : [attribute, `${before} → ${after}`];
  return ` (${what.filter((part) => part !== "").join(": ")})`;
}

function words(value: unknown): string {
  if (isEmpty(value)) return "none";
  return Array.isArray(value) && value.every((entry) => typeof entry !== "object") ? value.join(", ") : text(value);
}
