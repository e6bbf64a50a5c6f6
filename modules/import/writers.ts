import { MANAGED_BY_LABEL } from "../controller";
import type { DumpIngress } from "./dump";

/** Writes weights into an annotation of an Ingress while a rollout is under way. */
export const ARGO_ROLLOUTS = "Argo Rollouts";

interface Sign {
  readonly writer: string;
  readonly left: (ingress: DumpIngress) => boolean;
}

/** What programs that keep Ingresses as they want them leave on them. */
const SIGNS: readonly Sign[] = [
  { writer: "Argo CD", left: ({ annotations }) => annotations.has("argocd.argoproj.io/tracking-id") },
  { writer: "Argo CD", left: ({ labels }) => labels.has("argocd.argoproj.io/instance") },
  { writer: ARGO_ROLLOUTS, left: ({ annotations }) => annotations.has("rollouts.argoproj.io/managed-alb-actions") },
  { writer: ARGO_ROLLOUTS, left: ({ managers }) => managers.includes("rollouts-controller") },
  { writer: "Flux", left: ({ labels }) => labels.has("kustomize.toolkit.fluxcd.io/name") },
  { writer: "Flux", left: ({ labels }) => labels.has("helm.toolkit.fluxcd.io/name") },
  { writer: "Helm", left: ({ annotations }) => annotations.has("meta.helm.sh/release-name") },
  // The Kubernetes provider names itself so where field managers are shown.
  { writer: "Terraform", left: ({ managers }) => managers.some((one) => /^(?:terraform|hashicorp)\b/i.test(one)) },
];

/** Who else writes an Ingress, and would bring it back or change it again; sorted. */
export function writersOf(ingress: DumpIngress): string[] {
  const found = SIGNS.filter(({ left }) => left(ingress)).map(({ writer }) => writer);
  const label = ingress.labels.get(MANAGED_BY_LABEL);
  const owners = ingress.owners.map((kind) => `its owner (${kind})`);
  return [...new Set([...found, ...(label === undefined ? [] : [label.slice(0, 63)]), ...owners])].sort();
}
