import { readFileSync } from "node:fs";
import { join } from "node:path";

import { inTemporaryDirectory } from "../files";
import type { PlannedFleet } from "../fleet";
import { allStackNames } from "../plan";
import { fleetApp } from "../stacks";

/** The Terraform JSON of every stack, by its name, in the order of deployment. */
export function synthesizedStacks({ fleet, plan }: PlannedFleet): Map<string, string> {
  return inTemporaryDirectory((outdir) => {
    fleetApp(fleet, plan, { outdir }).synth();
    const names = plan.loadBalancers.flatMap(({ key, tenantStacks }) => allStackNames(key, tenantStacks.length));
    return new Map(names.map((name) => [name, readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")]));
  });
}
