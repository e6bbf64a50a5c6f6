import { basename } from "node:path";
import { stackNames, TENANT_STACK_OUTPUT } from "../plan";
import { classify, loadBalancerOfAnchor } from "./resource";
import type { TerraformPlan } from "./terraform-plan";
import { at, list } from "./values";

/**
 * Which stack a plan is of; a plan doesn't say. Where several stacks share the tenants, each has its name in an output.
 * The tenants' stack reads the state of its load balancer under the
 * load balancer's name, the other one has the anchor; failing both, the Ingresses' names or the file's.
 */
export function stackName({ changes, drift, configuration }: TerraformPlan, path: string): string {
  const named = at(configuration, "root_module", "outputs", TENANT_STACK_OUTPUT, "expression", "constant_value");
  if (typeof named === "string") return named;
  const remoteState = list(at(configuration, "root_module", "resources")).find(
    (resource) => at(resource, "mode") === "data" && at(resource, "type") === "terraform_remote_state",
  );
  const read = at(remoteState, "name");
  if (typeof read === "string") return stackNames(read).tenants;
  for (const change of [...changes, ...drift]) {
    const resource = classify(change);
    const anchored = resource.kind === "anchor" ? loadBalancerOfAnchor(change) : undefined;
    if (anchored !== undefined) return anchored;
    if (resource.kind === "tenant" && resource.loadBalancer !== undefined)
      return stackNames(resource.loadBalancer).tenants;
  }
  return basename(path).replace(/\.json$/, "");
}
