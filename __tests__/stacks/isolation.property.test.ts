import fc from "fast-check";
import type { Fleet } from "../../modules/model";
import { planFleet } from "../../modules/plan";
import { arbitraryFleet, decodeFiles } from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";
import { smallFleet } from "../support/small-fleet";
import { synthesize } from "../support/synthesized-stacks";

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON has every shape; expectations say which one.
type Terraform = any;

const synthesized = (fleet: Fleet) => synthesize(fleet, planFleet(fleet));
const isTenants = (stack: string) => stack.endsWith("-tenants");

function ingresses(text: string): Record<string, unknown> {
  return (JSON.parse(text) as Terraform).resource?.kubernetes_ingress_v1 ?? {};
}

/** Addresses that one of the two has and the other has not, or has differently. */
function differing(before: string, after: string): string[] {
  const [old, now] = [ingresses(before), ingresses(after)];
  const addresses = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...addresses].filter((address) => JSON.stringify(old[address]) !== JSON.stringify(now[address]));
}

/** Without the resources, as text. */
function frame(text: string): string {
  const { resource: _, ...rest } = JSON.parse(text) as Terraform;
  return JSON.stringify(rest);
}

test("a tenant that comes, goes or changes leaves <lb> as it is, and touches only its own Ingresses", () => {
  const fleetAndTenant = arbitraryFleet
    .map(decodeFiles)
    .filter((fleet) => fleet.tenants.length > 0)
    .chain((fleet) => fc.record({ fleet: fc.constant(fleet), tenant: fc.constantFrom(...fleet.tenants) }));
  fc.assert(
    fc.property(fleetAndTenant, ({ fleet, tenant }) => {
      const without = { ...fleet, tenants: fleet.tenants.filter((one) => one !== tenant) };
      const changed = { ...fleet, tenants: [...without.tenants, { ...tenant, status: "suspended" as const }] };
      const before = synthesized(fleet);
      for (const after of [synthesized(without), synthesized(changed)]) {
        expect([...after.keys()]).toEqual([...before.keys()]);
        for (const [stack, text] of before) {
          const now = after.get(stack)!;
          if (!isTenants(stack)) {
            expect(now).toBe(text);
            continue;
          }
          expect(frame(now)).toBe(frame(text));
          for (const address of differing(text, now)) expect(address.replace(/_w\d+$/, "")).toBe(tenant.name);
        }
      }
    }),
    runs(6),
  );
});

test("there is nothing of AWS in <lb>-tenants: no provider, no resource, no look-up", () => {
  const fleets = [
    smallFleet({ acme: { hosts: ["acme.shop.example"] } }),
    {
      ...smallFleet({ acme: { hosts: ["acme.shop.example"] } }),
      platform: {
        ...smallFleet({}).platform,
        kubernetes: { namespace: "tenants", eks: { clusterName: "prod" } },
        backend: { s3: { bucket: "states", region: "eu-central-1", prefix: "prod" } },
      },
    },
  ];
  for (const files of fleets) {
    const stack = JSON.parse(synthesized(decodeFiles(files)).get("edge-1-tenants")!) as Terraform;
    expect(Object.keys(stack.terraform.required_providers)).toEqual(["kubernetes"]);
    expect(Object.keys(stack.provider)).toEqual(["kubernetes"]);
    expect(Object.keys(stack.resource)).toEqual(["kubernetes_ingress_v1"]);
    expect(Object.keys(stack.data)).toEqual(["terraform_remote_state"]);
  }
});

test("<lb> names no tenant and no tenant's host", () => {
  const fleet = decodeFiles(smallFleet({ quokka: { hosts: ["wombat.shop.example"] } }));
  expect(synthesized(fleet).get("edge-1")).not.toMatch(/quokka|wombat/);
});
