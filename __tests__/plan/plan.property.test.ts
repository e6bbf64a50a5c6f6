import fc from "fast-check";
import { evaluate } from "../../modules/alb";
import { checkFleet } from "../../modules/fleet";
import type { Fleet } from "../../modules/model";
import { type LoadBalancerPlan, type PlannedAction, planFleet } from "../../modules/plan";
import {
  type AnswerFile,
  arbitraryFleet,
  decodeFiles,
  type FleetFiles,
  NETWORKS,
  OUTSIDE_ADDRESSES,
  PATHS,
  type TenantFile,
  withFleetDirectory,
} from "../support/arbitrary-fleet";
import { runs } from "../support/property-runs";

/** What must hold for every valid fleet. The expectation is worked out from the files, not with the plan's code. */

test("random fleets are valid, and the rules' plan is the same", () => {
  fc.assert(
    fc.property(arbitraryFleet, (files) => {
      const { findings, plan } = withFleetDirectory(files, checkFleet);
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(plan).toEqual(planFleet(decodeFiles(files)));
    }),
    runs(25),
  );
});

/** Names below a wildcard, at one label and at several: ALB's star matches dots. */
function instances(host: string): string[] {
  return host.startsWith("*.") ? [`zz9${host.slice(1)}`, `q.zz9${host.slice(1)}`, `x-.--.1${host.slice(1)}`] : [host];
}

function tenantsOn(files: FleetFiles, loadBalancer: string): [string, TenantFile][] {
  const { defaults, loadBalancers } = files.platform as unknown as {
    defaults: { loadBalancer?: string };
    loadBalancers: object;
  };
  const fallback = defaults.loadBalancer ?? Object.keys(loadBalancers)[0];
  return Object.entries(files.tenants).filter(([, tenant]) =>
    [tenant.loadBalancer ?? fallback, ...(tenant.alsoOn ?? [])].includes(loadBalancer),
  );
}

/** Whose host it is: who claims the name itself, else the longest wildcard over it. */
function ownerOf(host: string, tenants: readonly [string, TenantFile][]): [string, TenantFile] | undefined {
  const labels = host.split(".");
  const claims = [host, ...labels.slice(1).map((_, index) => ["*", ...labels.slice(index + 1)].join("."))];
  for (const claim of claims) {
    const owner = tenants.find(([, { hosts }]) => hosts.includes(claim));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

function matchesRoute(path: string, route: { readonly path: string; readonly pathType?: string }): boolean {
  switch (route.pathType ?? "Prefix") {
    case "Exact":
      return path === route.path;
    case "Prefix":
      return `${path}/`.startsWith(route.path.endsWith("/") ? route.path : `${route.path}/`);
    default: {
      const source = route.path.replace(
        /[.*+?^${}()|[\]\\]/g,
        (char) => ({ "*": ".*", "?": "." })[char] ?? `\\${char}`,
      );
      return new RegExp(`^${source}$`).test(path);
    }
  }
}

/** The tenant's answer as its file says; a text is the name of one of the platform's responses. */
function expectedAnswer(tenant: TenantFile, path: string, source: string | undefined): AnswerFile | string {
  if (tenant.status === "maintenance" || tenant.status === "suspended") return tenant.status;
  const allowed = tenant.allowedCidrs?.map((cidr) => NETWORKS[cidr]);
  if (allowed !== undefined && !allowed.includes(source)) return "forbidden";
  const routes = tenant.routes ?? [];
  const byType = (type: string) => routes.filter(({ pathType = "Prefix" }) => pathType === type);
  const bare = (text: string) => text.replace(/\/$/, "").length;
  const ordered = [
    ...byType("Exact"),
    ...byType("Prefix").sort((a, b) => bare(b.path) - bare(a.path)),
    ...byType("ImplementationSpecific"),
  ];
  const route = ordered.find((one) => matchesRoute(path, one));
  const letIn = route?.allowedCidrs?.map((cidr) => NETWORKS[cidr]);
  if (letIn !== undefined && !letIn.includes(source)) return "forbidden";
  return route ?? tenant;
}

function expectAction(action: PlannedAction | null, answer: AnswerFile | string, files: FleetFiles): void {
  const { platform } = files;
  if (typeof answer === "string") {
    const response = platform.responses[answer as "unknownHost"];
    if ("redirect" in response) expectAction(action, response, files);
    else expect(action).toEqual({ type: "fixed-response", ...response });
  } else if (answer.respond !== undefined) {
    expect(action).toEqual({ type: "fixed-response", ...answer.respond });
  } else if (answer.redirect !== undefined) {
    const { port, ...parts } = answer.redirect;
    expect(action).toMatchObject({ type: "redirect", ...parts, ...(port !== undefined && { port: String(port) }) });
  } else {
    const services = platform.services as Readonly<Record<string, unknown>>;
    const { service } = platform.defaults as { service?: string };
    const only = answer.service ?? service ?? Object.keys(services)[0]!;
    const expected = Object.entries(answer.weights ?? { [only]: 1 });
    const { targetGroups } = action as Extract<PlannedAction, { type: "forward" }>;
    const actual = targetGroups.map((one) => [one.service, one.weight]);
    expect(new Map(actual as [string, number][])).toEqual(new Map(expected));
  }
}

function contentListener({ listeners }: LoadBalancerPlan) {
  return listeners.at(-1)!;
}

test("every request to a claimed host reaches its own tenant and no other, with the answer that the file says", () => {
  fc.assert(
    fc.property(
      arbitraryFleet,
      fc.shuffledSubarray(PATHS, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(undefined, ...Object.values(NETWORKS), ...OUTSIDE_ADDRESSES),
      (files, paths, sourceIp) => {
        for (const loadBalancer of planFleet(decodeFiles(files)).loadBalancers) {
          const tenants = tenantsOn(files, loadBalancer.key);
          const { port, protocol } = contentListener(loadBalancer);
          for (const claim of tenants.flatMap(([, { hosts }]) => hosts)) {
            for (const host of instances(claim)) {
              const [name, tenant] = ownerOf(host, tenants)!;
              for (const path of paths) {
                const request = { protocol, port, host: host.toUpperCase(), path, sourceIp };
                const { rule, action } = evaluate(loadBalancer, request);
                // A pool answers for nobody in particular; with what the tenant says all the same.
                if (rule?.pool === undefined)
                  expect({ host, path, tenant: rule?.tenant }).toEqual({ host, path, tenant: name });
                expectAction(action, expectedAnswer(tenant, path, sourceIp), files);
              }
            }
          }
        }
      },
    ),
    runs(40),
  );
});

test("an unknown host gets the default, and HTTP is sent to HTTPS where there are both", () => {
  fc.assert(
    fc.property(arbitraryFleet, fc.constantFrom(...PATHS), (files, path) => {
      for (const loadBalancer of planFleet(decodeFiles(files)).loadBalancers) {
        const { port, protocol } = contentListener(loadBalancer);
        const tenants = tenantsOn(files, loadBalancer.key);
        for (const host of ["unknown.test", "reserved.test", "shop.example", "test", "10.0.0.1", "aXtest"]) {
          expect(ownerOf(host, tenants)).toBeUndefined();
          const { rule, action } = evaluate(loadBalancer, { protocol, port, host, path });
          expect(rule).toBeNull();
          expectAction(action, "unknownHost", files);
        }
        if (protocol === "HTTP") continue;
        const plain = evaluate(loadBalancer, { protocol: "HTTP", port: 80, host: "acme.test", path });
        const redirect = { type: "redirect", protocol: "HTTPS", port: "443", host: "#{host}", path: "/#{path}" };
        const isOpen = loadBalancer.listeners.some((listener) => listener.port === 80);
        expect(plain).toMatchObject({ rule: null, passedOver: [], action: isOpen ? redirect : null });
      }
    }),
    runs(25),
  );
});

test("the plan does not depend on the order of the tenants", () => {
  const shuffled = arbitraryFleet.chain((files) => {
    const fleet = decodeFiles(files);
    const tenants = fc.shuffledSubarray([...fleet.tenants], { minLength: fleet.tenants.length });
    return tenants.map((others): [Fleet, Fleet] => [fleet, { ...fleet, tenants: others }]);
  });
  fc.assert(
    fc.property(shuffled, ([fleet, other]) => {
      expect(planFleet(other)).toEqual(planFleet(fleet));
    }),
    runs(25),
  );
});

test("every rule keeps to ALB's limits, and names are valid and unique", () => {
  fc.assert(
    fc.property(arbitraryFleet, (files) => {
      const plan = planFleet(decodeFiles(files));
      for (const {
        listeners,
        quotas,
        targetGroups,
        ingresses,
        poolIngresses,
        tenants,
        hostCount,
      } of plan.loadBalancers) {
        for (const { rules } of listeners) {
          expect(rules.map(({ priority }) => priority)).toEqual(rules.map((_, index) => index + 1));
          for (const { conditions, action } of rules) {
            const patterns = [...conditions.hosts, ...conditions.paths];
            expect(patterns.length + conditions.sourceIps.length).toBeLessThanOrEqual(5);
            expect(patterns.join("").replace(/[^*?]/g, "").length).toBeLessThanOrEqual(5);
            expect(conditions.hosts.length).toBeGreaterThan(0);
            if (action.type === "forward") expect(action.targetGroups.length).toBeLessThanOrEqual(5);
          }
        }
        const used = Object.fromEntries(Object.values(quotas).map((quota) => [quota.name, quota.used]));
        const rules = listeners.reduce((sum, listener) => sum + listener.rules.length, 0);
        expect(used).toMatchObject({ rules, targetGroups: targetGroups.length });
        const all = [...ingresses, ...poolIngresses];
        expect(all.flatMap((ingress) => ingress.rules)).toHaveLength(rules);
        const names = all.map(({ namespace, name }) => `${namespace}/${name}`);
        expect(new Set(names).size).toBe(names.length);
        const ids = all.map(({ resourceId }) => resourceId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(ingresses.map(({ tenant }) => tenant))).toEqual(new Set(tenants));
        expect(ingresses.flatMap((ingress) => ingress.hosts)).toHaveLength(hostCount);
      }
      const loadBalancers = plan.loadBalancers.map(({ name }) => name);
      const targetGroups = plan.loadBalancers.flatMap((one) => one.targetGroups.map(({ name }) => name));
      expect(new Set(loadBalancers).size).toBe(loadBalancers.length);
      expect(new Set(targetGroups).size).toBe(targetGroups.length);
      for (const name of [...loadBalancers, ...targetGroups]) {
        expect(name).toMatch(/^(?!.*--)[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/);
      }
    }),
    runs(30),
  );
});

test("backends of one name say the same, and their annotations fit into 63 characters", () => {
  fc.assert(
    fc.property(arbitraryFleet, (files) => {
      for (const { ingresses } of planFleet(decodeFiles(files)).loadBalancers) {
        for (const { rules } of ingresses) {
          const said = new Map<string, unknown>();
          for (const { backend, action, hosts, furtherPaths, sourceIps } of rules) {
            const content = { action, further: hosts.slice(1), furtherPaths, sourceIps };
            expect(said.get(backend) ?? content).toEqual(content);
            said.set(backend, content);
            expect(`conditions.${backend}`.length).toBeLessThanOrEqual(63);
          }
        }
      }
    }),
    runs(30),
  );
});
