import { rmSync } from "node:fs";
import { join } from "node:path";
import { App, type AppConfig } from "../cdktf";
import type { Fleet } from "../model";
import type { Plan } from "../plan";
import { LoadBalancerStack } from "./load-balancer-stack";
import { TenantsStack } from "./tenants-stack";

/** cdktf leaves a stack's JSON beside its new HCL, and the other way round; Terraform reads both and finds duplicates. */
class FleetApp extends App {
  override synth(): void {
    withoutDeprecations(() => withoutStackTraces(() => super.synth()));
    const stale = this.hclOutput ? "cdk.tf.json" : "cdk.tf";
    for (const stack of this.node.children) rmSync(join(this.outdir, "stacks", stack.node.id, stale), { force: true });
  }
}

/** A cdktf app with the stacks of every load balancer: its own, and those of its tenants. Call `synth()` on it. */
export function fleetApp({ platform }: Fleet, plan: Plan, config: AppConfig = {}): App {
  // Stack traces would put paths of this machine into the output, which must be the same everywhere.
  const app = new FleetApp({ ...config, stackTraces: false });
  withoutStackTraces(() => {
    for (const loadBalancer of plan.loadBalancers) {
      const config = platform.loadBalancers[loadBalancer.key]!;
      const stack = new LoadBalancerStack(app, { plan: loadBalancer, config, platform });
      for (const tenants of loadBalancer.tenantStacks) {
        new TenantsStack(app, { plan: loadBalancer, tenants, platform, loadBalancerStack: stack });
      }
    }
  });
  return app;
}

/**
 * cdktf formats a whole stack trace for every token it makes, to show it should the token fail to resolve; none of
 * ours depends on what a user writes. Of 20 load balancers that was 140 of the 370 milliseconds that building the
 * stacks takes, and 50 of writing them. An error that is thrown keeps its trace: it is formatted when it is read.
 */
function withoutStackTraces(work: () => void): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    work();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

/** cdktf's outputs call `util.isArray`, of which Node 22 and later warn: nothing that a user could mend. */
function withoutDeprecations(work: () => void): void {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    work();
  } finally {
    process.noDeprecation = noDeprecation;
  }
}
