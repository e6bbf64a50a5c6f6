import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { DIALECTS } from "../../modules/controller";
import { type Plan, planFleet } from "../../modules/plan";
import { arbitraryFleet, decodeFiles, type FleetFiles } from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";
import { synthesize } from "../support/synthesized-stacks";
import { ingressClass, ingressClassParams, refusedAnnotations, targetGroupBinding } from "./auto-mode-objects";

const SCENARIOS = join(__dirname, "..", "scenarios");

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON, whose shape is what the tests find out
type Resources = Record<string, Record<string, any>>;

/** Expects that all objects of two stacks are ones of EKS Auto Mode, as it is documented. */
function expectDocumented(loadBalancer: Resources, tenants: Resources): void {
  for (const { manifest } of Object.values(loadBalancer.kubernetes_manifest ?? {})) {
    const schema = manifest.kind === "IngressClassParams" ? ingressClassParams : targetGroupBinding;
    expect(schema.safeParse(manifest).error?.issues).toBeUndefined();
  }
  for (const one of Object.values(loadBalancer.kubernetes_ingress_class_v1 ?? {})) {
    expect(ingressClass.safeParse(one).error?.issues).toBeUndefined();
  }
  for (const resources of [loadBalancer, tenants]) {
    for (const { metadata } of Object.values(resources.kubernetes_ingress_v1 ?? {})) {
      expect(refusedAnnotations(metadata.annotations)).toEqual([]);
    }
  }
  for (const { tags } of Object.values(loadBalancer.aws_lb_target_group ?? {})) {
    // The tag by which the controller knows its own would make it the controller's.
    expect(tags).toEqual({ "eks:eks-cluster-name": "prod" });
  }
}

function resourcesOf(text: string): Resources {
  return JSON.parse(text).resource ?? {};
}

test.each([
  ["both-controllers", "auto"],
  ["auto-mode", "inside"],
])("scenario %s: every object of %s is one that AWS documents", (scenario, key) => {
  const read = (stack: string) =>
    resourcesOf(readFileSync(join(SCENARIOS, scenario, "expected", `${stack}.json`), "utf8"));
  expectDocumented(read(key), read(`${key}-tenants`));
});

const synthesized = (files: FleetFiles): [Plan, Map<string, string>] => {
  const fleet = decodeFiles(files);
  const plan = planFleet(fleet);
  return [plan, synthesize(fleet, plan)];
};

test("whatever the fleet, every object of EKS Auto Mode is one that AWS documents", () => {
  let seen = 0;
  fc.assert(
    fc.property(arbitraryFleet, (files) => {
      const [plan, stacks] = synthesized(files);
      for (const { key } of plan.loadBalancers.filter(({ controller }) => controller === "eks-auto-mode")) {
        seen++;
        expectDocumented(resourcesOf(stacks.get(key)!), resourcesOf(stacks.get(`${key}-tenants`)!));
      }
    }),
    runs(15),
  );
  expect(seen).toBeGreaterThan(3);
});

test("the schemas refuse what is not documented", () => {
  const [, stacks] = synthesized(JSON.parse(JSON.stringify(fc.sample(arbitraryFleet, { numRuns: 1, seed: 1 })[0])));
  for (const text of stacks.values()) {
    for (const { manifest } of Object.values(resourcesOf(text).kubernetes_manifest ?? {})) {
      const spec = { ...manifest.spec, vpcID: "vpc-1", wafv2AclArn: "arn" };
      expect(ingressClassParams.safeParse({ ...manifest, spec }).success).toBe(false);
      expect(targetGroupBinding.safeParse({ ...manifest, spec }).success).toBe(false);
    }
  }
});

test("no key of one controller is a key of the other", () => {
  const { "aws-load-balancer-controller": own, "eks-auto-mode": auto } = DIALECTS;
  for (const key of [
    "ingressClassController",
    "apiGroup",
    "groupTag",
    "clusterTag",
    "groupFinalizerPrefix",
    "ownFinalizer",
  ] as const) {
    expect(own[key]).not.toBe(auto[key]);
  }
  expect(own.tags.filter((tag) => auto.tags.includes(tag))).toEqual([]);
});
