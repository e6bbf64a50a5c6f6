import { quote, type UncodedFinding } from "../../findings";
import type { DocumentPath } from "../../source";
import { ANSWER_FIELDS, type AnswerField } from "../support/answer-fields";
import { inPlatform, inTenant, type RuleContext } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Fields that exclude each other don't stand together. */
export const conflictingFields = defineRule({
  code: "conflicting-fields",
  severity: "error",
  summary: "fields that exclude each other",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], weights: { web: 90, api: 10 } } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], service: "web", weights: { web: 90, api: 10 } } } }],
  check: (context) => [...tenantFindings(context), ...platformFindings(context)],
});

function tenantFindings(context: RuleContext): UncodedFinding[] {
  return context.tenants.flatMap((tenant) => {
    const conflicts = (path: DocumentPath, answers: Answers) => {
      const [first, ...others] = ANSWER_FIELDS.filter((field) => answers[field] !== undefined);
      return others.map((other) => inTenant(context, tenant, [...path, other], excludes(other, first!)));
    };
    // The tenant's service may be the fleet's default.
    const { weights, redirect, respond, own } = tenant;
    return [
      ...conflicts([], { service: own.service, weights, redirect, respond }),
      ...tenant.routes.flatMap((route, index) => conflicts(["routes", index], route)),
    ];
  });
}

type Answers = { readonly [Field in AnswerField]?: unknown };

function platformFindings(context: RuleContext): UncodedFinding[] {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: UncodedFinding[] = [];
  const { kubeconfig, eks } = platform.kubernetes;
  if (kubeconfig !== undefined && eks !== undefined) {
    findings.push(inPlatform(context, ["kubernetes", "eks"], excludes("eks", "kubeconfig")));
  }
  for (const [key, config] of Object.entries(platform.loadBalancers)) {
    for (const [a, b] of [
      ["inboundCidrs", "securityGroups"],
      ["rateLimit", "webAclArn"],
      ["managedRules", "webAclArn"],
    ] as const) {
      if (config[a] === undefined || config[b] === undefined) continue;
      findings.push(inPlatform(context, ["loadBalancers", key, a], excludes(a, b)));
    }
  }
  return findings;
}

function excludes(a: string, b: string) {
  return {
    message: `${quote(a)} and ${quote(b)} exclude each other.`,
    help: "Keep one of the two.",
    atKey: true,
  };
}
