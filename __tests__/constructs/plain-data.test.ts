import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import fc from "fast-check";
import { TerraformStack, Testing } from "../../modules/cdktf";
import { TenantIngress } from "../../modules/constructs";
import { IngressResource } from "../../modules/constructs/ingress-resource";
import type { Fleet } from "../../modules/model";
import { planFleet } from "../../modules/plan";
import { fleetApp } from "../../modules/stacks";
import { arbitraryFleet, decodeFiles } from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";
import { smallFleet } from "../support/small-fleet";
import { inTemporaryDirectory } from "../support/temporary-directory";

function synthesized(fleet: Fleet): Record<string, string> {
  return inTemporaryDirectory(({ directory: outdir }) => {
    fleetApp(fleet, planFleet(fleet), { outdir }).synth();
    const files = readdirSync(outdir, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(outdir, file), "utf8")]));
  });
}

/** Has cdktf search every Ingress for tokens, as it does with everything that is not PlainData. */
function searched<T>(run: () => T): T {
  const spy = jest.spyOn(IngressResource.prototype, "toTerraform").mockImplementation(function (this: IngressResource) {
    return { resource: { kubernetes_ingress_v1: { [this.friendlyUniqueId]: this.toResource() } } };
  });
  try {
    const result = run();
    expect(spy).toHaveBeenCalled();
    return result;
  } finally {
    spy.mockRestore();
  }
}

test("passing Ingresses through cdktf unopened changes no byte of any file", () => {
  fc.assert(
    fc.property(arbitraryFleet, (files) => {
      const fleet = decodeFiles(files);
      expect(synthesized(fleet)).toEqual(searched(() => synthesized(fleet)));
    }),
    runs(6),
  );
});

test("nor do texts that look like templates, tokens, escapes or markup", () => {
  const value = 'a ${b} %{c} $${d} "e" \\f \\n <g> \u2028 ${TfToken[TOKEN.0]}';
  const annotated = (text: string) => ({
    hosts: [`${text.length}.shop.example`],
    annotations: { "note.example/a": text },
  });
  const fleet = decodeFiles(smallFleet({ acme: annotated(value), zeta: annotated(value.replace("TfToken", "")) }));
  expect(synthesized(fleet)).toEqual(searched(() => synthesized(fleet)));
});

test("an Ingress with a token in it is resolved by cdktf", () => {
  const stack = new TerraformStack(Testing.app(), "mine");
  const targetGroup = new LbTargetGroup(stack, "web");
  const fleet = decodeFiles(smallFleet({ acme: { hosts: ["acme.shop.example"] } }));
  const ingress = planFleet(fleet).loadBalancers[0]!.ingresses[0]!;
  new TenantIngress(stack, "acme", { ingress, ingressClassName: "edge", targetGroupArn: () => targetGroup.arn });
  expect(Testing.synth(stack)).toContain("aws_lb_target_group.web.arn");
});
