import type { Finding } from "../findings";
import { MANAGED_BY_LABEL, TENANT_LABEL } from "../plan";
import { inTenant, type Rule } from "./rule";

/** Labels and annotations are valid in Kubernetes, and none is one that the generator owns. */
export const invalidMetadata: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    for (const field of ["labels", "annotations"] as const) {
      for (const [key, value] of Object.entries(tenant[field] ?? {})) {
        const problem =
          keyProblem(key) ?? ownedProblem(key) ?? (field === "labels" ? labelValueProblem(value) : undefined);
        if (problem === undefined) continue;
        findings.push(inTenant(context, tenant, [field, key], { ...problem, atKey: true }));
      }
    }
  }
  return findings;
};

const OWNED_PREFIXES = [
  "alb.ingress.kubernetes.io/",
  "ingress.k8s.aws/",
  "elbv2.k8s.aws/",
  "service.beta.kubernetes.io/",
];
const OWNED_KEYS = [
  "kubernetes.io/ingress.class",
  "kubectl.kubernetes.io/last-applied-configuration",
  MANAGED_BY_LABEL,
  TENANT_LABEL,
];

function ownedProblem(key: string) {
  if (!OWNED_KEYS.includes(key) && !OWNED_PREFIXES.some((prefix) => key.startsWith(prefix))) return undefined;
  return {
    code: "reserved-metadata",
    message: `The key ${JSON.stringify(key)} belongs to the generator or to the controller.`,
    help: "Remove it; what it would say is said by the fields of the tenant and of platform.json.",
  };
}

/** [Kubernetes] Labels and Selectors, Syntax and character set; annotations' keys follow the same. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

function keyProblem(key: string) {
  const [name, prefix, ...rest] = key.split("/").reverse();
  const prefixValid = prefix === undefined || (prefix.length <= 253 && PREFIX.test(prefix));
  if (rest.length === 0 && prefixValid && NAME.test(name ?? "")) return undefined;
  return {
    code: "invalid-metadata",
    message: `The key ${JSON.stringify(key)} is no valid key of a label or annotation.`,
    help: "Write an optional DNS prefix and /, then up to 63 letters, digits, - _ and . between a letter or digit at both ends.",
  };
}

function labelValueProblem(value: string) {
  if (value === "" || NAME.test(value)) return undefined;
  return {
    code: "invalid-metadata",
    message: `The label's value ${JSON.stringify(value)} is not valid in Kubernetes.`,
    help: "Use up to 63 letters, digits, - _ and ., or make it an annotation.",
  };
}
