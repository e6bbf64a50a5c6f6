import { UserError } from "../errors";
import type { LoadBalancerPlan } from "../plan";

/** Several ALBs could be one of the fleet's. */
class AmbiguousLogsError extends UserError {
  override readonly name = "AmbiguousLogsError";
  override readonly code = "ambiguous-logs";
}

/**
 * Tells which load balancer of the fleet an ALB is, by the ALB's name. One whose group was there before may have kept
 * an older name (`group` in platform.json): it is the controller's own name for the group, else any that nothing
 * else in the fleet has, if there is only one such group.
 */
export class LoadBalancerNames {
  readonly #byName: ReadonlyMap<string, LoadBalancerPlan>;
  readonly #takenOver: readonly LoadBalancerPlan[];
  /** What the only group that was taken over seems to be called. */
  #guess: string | undefined;

  constructor(loadBalancers: readonly LoadBalancerPlan[]) {
    this.#byName = new Map(loadBalancers.map((loadBalancer) => [loadBalancer.name, loadBalancer]));
    this.#takenOver = loadBalancers.filter(({ group, name }) => group !== name);
  }

  /**
   * @returns undefined for an ALB that is not the fleet's
   * @throws AmbiguousLogsError
   */
  find(name: string): LoadBalancerPlan | undefined {
    const same = this.#byName.get(name) ?? this.#takenOver.find(({ group }) => isControllersName(name, group));
    if (same !== undefined || this.#takenOver.length !== 1) return same;
    const [only] = this.#takenOver;
    if (this.#guess !== undefined && this.#guess !== name) {
      throw new AmbiguousLogsError(
        `There are logs of ${this.#guess} and of ${name}, and which of them is load balancer ${only!.key} (group ${only!.group}) can't be told. ` +
          "Give its ALB a prefix of its own in accessLogs, or read one ALB's files with --logs.",
      );
    }
    this.#guess = name;
    return only;
  }
}

/** `k8s-<group>-<hash>`, the controller's name for an ALB (pkg/ingress/model_build_load_balancer.go). */
function isControllersName(name: string, group: string): boolean {
  const start = `k8s-${group.replace(/[^A-Za-z0-9]/g, "").slice(0, 17)}-`;
  return name.startsWith(start) && /^[0-9a-f]{10}$/.test(name.slice(start.length));
}
