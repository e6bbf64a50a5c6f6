import fc from "fast-check";
import { type DnsRecord, readDnsRecord } from "../../modules/external-dns";
import { checkSource, type PlannedFleet } from "../../modules/fleet";
import { directionBack, directionTo, drain, nextStep, recordsOf, takeSteps } from "../../modules/move";
import type { IngressPlan, Plan } from "../../modules/plan";
import { arbitraryFleet, type FleetFiles, planFiles } from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";

/** One call of `move`, by numbers that pick tenants and load balancers. */
const call = fc.record({
  kind: fc.constantFrom("to", "to", "to", "back", "drain"),
  tenant: fc.nat(),
  loadBalancer: fc.nat(),
});

/** A fleet in which records are made from Ingresses. */
const fleetWithDns = fc
  .tuple(arbitraryFleet, fc.constantFrom("weighted", "simple"))
  .map(
    ([files, records]): FleetFiles => ({
      ...files,
      platform: { ...files.platform, dns: { externalDns: { records } } },
    }),
  )
  .filter(({ tenants }) => Object.keys(tenants).length > 0);

function stepsOf(
  planned: PlannedFleet,
  { kind, tenant, loadBalancer }: typeof call extends fc.Arbitrary<infer T> ? T : never,
) {
  const keys = planned.plan.loadBalancers.map(({ key }) => key);
  const to = keys[loadBalancer % keys.length]!;
  if (kind === "drain") return drain(planned, to, undefined).taken;
  const one = planned.fleet.tenants[tenant % planned.fleet.tenants.length]!;
  const records = recordsOf(planned.fleet.platform);
  const direction = (kind === "back" ? directionBack : directionTo)(one, to, records);
  const step = direction && nextStep(one, direction, records, kind === "back");
  return step === undefined ? [] : [{ tenant: one, step }];
}

interface Served {
  readonly host: string;
  readonly key: string;
  readonly record: DnsRecord;
}

/** Every host on every load balancer that serves it, with its record. */
function served({ loadBalancers }: Pick<Plan, "loadBalancers">): Served[] {
  return loadBalancers.flatMap(({ key, ingresses }) =>
    ingresses.flatMap(({ hosts, annotations }: IngressPlan) =>
      hosts.map((host) => ({ host, key, record: readDnsRecord(annotations) })),
    ),
  );
}

/** Whether clients may be led to a load balancer by the record, all of them being healthy. */
function leads({ record }: Served): boolean {
  return record.kind === "simple" || (record.kind === "weighted" && record.weight > 0);
}

const id = ({ host, key }: Served) => `${host} on ${key}`;

/** What external-dns makes of simple records: one for a host, which stays with its owner while that is visible. */
function follow(owners: Map<string, string>, now: readonly Served[]): void {
  const visible = new Map<string, Served[]>();
  for (const one of now.filter(leads)) visible.set(one.host, [...(visible.get(one.host) ?? []), one]);
  for (const host of new Set([...owners.keys(), ...visible.keys()])) {
    const candidates = (visible.get(host) ?? []).map(({ key }) => key);
    const [first] = candidates;
    // A host that loses its record, for however short a moment.
    expect([host, first]).toEqual([host, expect.any(String)]);
    if (!candidates.includes(owners.get(host) ?? "")) owners.set(host, first!);
  }
}

test("in every state that steps lead to, clients are led to where their host is served, whatever is deployed first", () => {
  fc.assert(
    fc.property(
      fleetWithDns,
      fc.array(call, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(), { minLength: 3 }),
      (files, calls, order) => {
        let planned = planFiles(files);
        const owners = new Map<string, string>();
        follow(owners, served(planned.plan));
        for (const one of calls) {
          const moved = takeSteps(planned, stepsOf(planned, one));
          // Refused, and so not written: a load balancer without a certificate for the hosts, say.
          if ("findings" in moved) continue;
          const next = moved.fleet;
          const before = served(planned.plan);
          const after = served(next.plan);
          const hosts = new Set(before.map(({ host }) => host));
          expect(new Set(after.map(({ host }) => host))).toEqual(hosts);
          expect(new Set(after.filter(leads).map(({ host }) => host))).toEqual(hosts);
          // Clients that keep an old answer still find their host.
          expect(after.map(id)).toEqual(expect.arrayContaining(before.filter(leads).map(id)));
          // The stacks are deployed one after the other, in any order.
          const keys = planned.plan.loadBalancers.map(({ key }) => key).sort((a, b) => rank(a, order) - rank(b, order));
          for (let deployed = 1; deployed <= keys.length; deployed++) {
            const done = new Set(keys.slice(0, deployed));
            const mixed = [...after.filter(({ key }) => done.has(key)), ...before.filter(({ key }) => !done.has(key))];
            follow(owners, mixed);
            for (const [host, owner] of owners) expect(mixed.map(id)).toContain(`${host} on ${owner}`);
          }
          expect(checkSource(sourceOf(next)).plan).toBeDefined();
          planned = next;
        }
      },
    ),
    runs(20),
  );
});

function rank(key: string, order: readonly number[]): number {
  return order[key.length % order.length]!;
}

/** The files as they were written, read anew. */
function sourceOf({ decoded: { documents } }: PlannedFleet) {
  const tenants = [...documents.values()].filter(({ file }) => file !== "platform.json");
  return {
    platform: documents.get("platform.json"),
    tenants: tenants.map((document) => ({ name: document.file.slice("tenants/".length, -".json".length), document })),
    findings: [],
  };
}

test("a move that nothing forbids ends on the load balancer that it leads to, in at most six steps", () => {
  fc.assert(
    fc.property(fleetWithDns, fc.nat(), fc.nat(), (files, tenantIndex, targetIndex) => {
      let planned = planFiles(files);
      const names = planned.fleet.tenants.map(({ name }) => name);
      const name = names[tenantIndex % names.length]!;
      const keys = planned.plan.loadBalancers.map(({ key }) => key);
      const to = keys[targetIndex % keys.length]!;
      const find = () => planned.fleet.tenants.find((tenant) => tenant.name === name)!;
      const old = find().loadBalancer;
      const records = recordsOf(planned.fleet.platform);
      for (let count = 0; count < 7; count++) {
        const tenant = find();
        const direction =
          old === to
            ? undefined
            : old !== tenant.loadBalancer && tenant.loadBalancer === to
              ? { from: old!, to }
              : directionTo(tenant, to, records);
        const step = direction && nextStep(tenant, direction, records);
        if (step === undefined) break;
        expect(count).toBeLessThan(6);
        const moved = takeSteps(planned, [{ tenant, step }]);
        if ("findings" in moved) return;
        planned = moved.fleet;
      }
      expect(find().loadBalancer).toBe(to);
      if (old !== to) expect(find().alsoOn).not.toContain(old);
    }),
    runs(40),
  );
});
