import type { Plan } from "../plan";
import { backendText } from "./answer";
import type { Refused } from "./problem";
import type { Group, Member } from "./today";

/** Target groups of one load balancer of the fleet. */
export interface TargetGroupCount {
  /** Today: one per Ingress, Service and port (pkg/ingress/model_build_target_group.go). */
  readonly before: number;
  /** Tomorrow: one per service. */
  readonly after: number;
  /** Of Ingresses that are not imported, and that stay until somebody moves them. */
  readonly staying: number;
}

/** Counts the target groups of a load balancer before and after. */
export function countTargetGroups(
  { controller, members: all }: Group,
  plan: Plan | undefined,
  loadBalancer: string,
  refused: Refused,
): TargetGroupCount {
  // nginx sends to the Pods itself.
  const members = controller === "ingress-nginx" ? [] : all;
  const count = (some: readonly Member[]) => new Set(some.flatMap(targetGroupsOf)).size;
  return {
    before: count(members),
    after: plan?.loadBalancers.find(({ key }) => key === loadBalancer)?.targetGroups.length ?? 0,
    staying: count(members.filter(({ ingress }) => refused.has(ingress.id))),
  };
}

/** Names for the target groups of an Ingress; one that was made by hand is the same for all that name it. */
function targetGroupsOf({ ingress, rules }: Member): string[] {
  const backends = rules.flatMap(({ answer }) =>
    answer?.kind === "forward" ? answer.targets.map(({ backend }) => backend) : [],
  );
  const { defaultBackend } = ingress;
  const isService = defaultBackend !== undefined && defaultBackend.port !== "use-annotation";
  return [...backends, ...(isService ? [defaultBackend] : [])].map(
    (backend) => backend.targetGroup ?? `${ingress.id} ${backendText(backend)}`,
  );
}
