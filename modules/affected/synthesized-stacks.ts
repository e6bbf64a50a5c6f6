import { readFileSync } from "node:fs";
import { join } from "node:path";

import { inTemporaryDirectory } from "../files";
import type { PlannedFleet } from "../fleet";
import { stackNames } from "../plan";
import { fleetApp } from "../stacks";

/** The Terraform JSON of every stack, by its name, in the order of deployment. */
export function synthesizedStacks({ fleet, plan }: PlannedFleet): Map<string, string> {
  return inTemporaryDirectory((outdir) => {
    fleetApp(fleet, plan, { outdir }).synth();
    const names = plan.loadBalancers.flatMap(({ key, tenantStacks }) => [
      stackNames(key).loadBalancer,
      ...tenantStacks.map(({ name }) => name),
    ]);
    return new Map(names.map((name) => [name, readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")]));
  });
}
