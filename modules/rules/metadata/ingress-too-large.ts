import { KUBERNETES_LIMITS } from "../../aws";
import { actionsAnnotationKey, conditionsAnnotationKey, writeAction, writeConditions } from "../../controller";
import type { UncodedFinding } from "../../findings";
import type { IngressPlan, PlannedAction } from "../../plan";
import { inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

const MANY_HOSTS = Array.from({ length: 90 }, (_, index) => `h${index}.shop.example`);
const MANY_CIDRS = Array.from({ length: 40 }, (_, index) => `10.0.${index}.0/24`);

/** No Ingress has more annotations than Kubernetes takes. The names of target groups are known, their ARNs estimated. */
export const ingressTooLarge = defineRule({
  code: "ingress-too-large",
  severity: "error",
  summary: "a tenant whose Ingress would have more than the 256 KiB of annotations that Kubernetes takes",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], annotations: { "shop.example/note": "x" } } } }],
  invalid: [
    {
      platform: { loadBalancers: { edge: { quotas: { rules: 5000 } } } },
      tenants: { acme: { hosts: MANY_HOSTS, allowedCidrs: MANY_CIDRS } },
    },
  ],
  checkPlan: (context, { loadBalancers }) => {
    const findings: UncodedFinding[] = [];
    const large = new Map<string, number>();
    for (const { ingresses } of loadBalancers) {
      for (const ingress of ingresses) {
        const bytes = annotationBytes(ingress);
        if (bytes > KUBERNETES_LIMITS.annotationBytes) large.set(ingress.tenant, bytes);
      }
    }
    if (large.size === 0) return [];
    for (const tenant of context.tenants) {
      const bytes = large.get(tenant.name);
      if (bytes === undefined) continue;
      findings.push(
        inTenant(context, tenant, [], {
          message: `The tenant's Ingress would have about ${kibibytes(bytes)} KiB of annotations; Kubernetes takes ${kibibytes(KUBERNETES_LIMITS.annotationBytes)}.`,
          help: "Use wildcard hosts, larger networks in allowedCidrs, fewer routes or shorter annotations; or split the tenant.",
        }),
      );
    }
    return findings;
  },
});

/** At least as long as any target group's ARN. */
const ARN = "0".repeat(150);

function annotationBytes({ annotations, rules }: IngressPlan): number {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) bytes += textBytes(key, value);
  // Rules that share a backend share its annotations; most Ingresses have one rule.
  const distinct = rules.length === 1 ? rules : new Map(rules.map((rule) => [rule.backend, rule])).values();
  for (const { backend, action, hosts, furtherPaths, sourceIps } of distinct) {
    bytes += textBytes(actionsAnnotationKey(backend)) + actionBytes(action);
    const conditions = writeConditions({ hosts: hosts.slice(1), paths: furtherPaths, sourceIps });
    if (conditions !== undefined) bytes += textBytes(conditionsAnnotationKey(backend), JSON.stringify(conditions));
  }
  return bytes;
}

function actionBytes(action: PlannedAction): number {
  const bytes = knownActions.get(action) ?? textBytes(JSON.stringify(writeAction(action, () => ARN)));
  knownActions.set(action, bytes);
  return bytes;
}

/** Hundreds of tenants have the same action, which the plan holds once. */
const knownActions = new WeakMap<PlannedAction, number>();

function textBytes(...texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function kibibytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
