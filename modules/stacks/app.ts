import { App, type AppConfig } from "../cdktf";
import type { Fleet } from "../model";
import type { Plan } from "../plan";
import { LoadBalancerStack } from "./load-balancer-stack";
import { TenantsStack } from "./tenants-stack";

/** A cdktf app with the two stacks of every load balancer. Call `synth()` on it. */
export function fleetApp({ platform }: Fleet, plan: Plan, config: AppConfig = {}): App {
  // Stack traces would put paths of this machine into the output, which must be the same everywhere.
  const app = new App({ ...config, stackTraces: false });
  withoutStackTraces(() => {
    for (const loadBalancer of plan.loadBalancers) {
      const config = platform.loadBalancers[loadBalancer.key]!;
      const stack = new LoadBalancerStack(app, { plan: loadBalancer, config, platform });
      new TenantsStack(app, { plan: loadBalancer, platform, loadBalancerStack: stack });
    }
  });
  return app;
}

/**
 * cdktf formats a whole stack trace for every token it makes, to show it should the token fail to resolve; none of
 * ours depends on what a user writes. Of 20 load balancers that was 140 of the 370 milliseconds that this takes.
 */
function withoutStackTraces(build: () => void): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    build();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
