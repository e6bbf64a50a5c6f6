import { KUBERNETES_LIMITS } from "../aws";
import type { Finding } from "../findings";
import type { IngressPlan, PlannedAction } from "../plan";
import { inTenant, type PlanRule } from "./rule";

/** No Ingress has more annotations than Kubernetes takes. The names of target groups are known, their ARNs estimated. */
export const ingressTooLarge: PlanRule = (context, { loadBalancers }) => {
  const findings: Finding[] = [];
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
        code: "ingress-too-large",
        message: `The tenant's Ingress would have about ${kibibytes(bytes)} KiB of annotations; Kubernetes takes ${kibibytes(KUBERNETES_LIMITS.annotationBytes)}.`,
        help: "Use wildcard hosts, larger networks in allowedCidrs, fewer routes or shorter annotations; or split the tenant.",
      }),
    );
  }
  return findings;
};

/** `alb.ingress.kubernetes.io/conditions.`, and what JSON adds to conditions of an annotation. */
const KEY_BYTES = 37;
const CONDITIONS_BYTES = 140;
/** What is longer in an ARN, or in the controller's spelling of an action, than in the plan's. */
const TARGET_GROUP_BYTES = 150;

function annotationBytes({ annotations, rules }: IngressPlan): number {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  // Rules that share a backend share its annotations; most Ingresses have one rule.
  const distinct = rules.length === 1 ? rules : new Map(rules.map((rule) => [rule.backend, rule])).values();
  for (const { backend, action, hosts, sourceIps } of distinct) {
    bytes += KEY_BYTES + backend.length + actionBytes(action);
    if (hosts.length < 2 && sourceIps.length === 0) continue;
    bytes += KEY_BYTES + backend.length + CONDITIONS_BYTES + JSON.stringify([hosts.slice(1), sourceIps]).length;
  }
  return bytes;
}

function actionBytes(action: PlannedAction): number {
  const targetGroups = action.type === "forward" ? action.targetGroups.length : 1;
  return Buffer.byteLength(JSON.stringify(action)) + targetGroups * TARGET_GROUP_BYTES;
}

function kibibytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
