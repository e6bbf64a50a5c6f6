import type { Plan } from "../plan";
import type { Group, Member } from "./group";
import { isImportable } from "./group";

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
export function countTargetGroups({ members }: Group, plan: Plan | undefined, loadBalancer: string): TargetGroupCount {
  const count = (some: readonly Member[]) => some.reduce((sum, member) => sum + targetGroupsOf(member), 0);
  return {
    before: count(members),
    after: plan?.loadBalancers.find(({ key }) => key === loadBalancer)?.targetGroups.length ?? 0,
    staying: count(members.filter((member) => !isImportable(member))),
  };
}

function targetGroupsOf({ ingress, rules }: Member): number {
  const backends = rules.flatMap(({ answer }) => (answer?.kind === "forward" ? answer.targets : []));
  const ofRules = backends.map(({ backend }) => `${backend.service}:${backend.port}`);
  const { defaultBackend } = ingress;
  const isService = defaultBackend !== undefined && defaultBackend.port !== "use-annotation";
  return new Set([...ofRules, ...(isService ? [`${defaultBackend.service}:${defaultBackend.port}`] : [])]).size;
}
