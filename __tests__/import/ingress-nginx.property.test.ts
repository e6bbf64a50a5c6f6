import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { evaluate, redirectLocation } from "../../modules/alb";
import { importFleet } from "../../modules/import";
import { runs } from "../support/property-runs";
import { list, NO_SCHEMAS } from "./dump-builder";
import { planOf } from "./host-rules";
import { DuplicateLocation, type NginxAnswer, nginxAnswer } from "./nginx-reader";

/** Whatever is imported answers every request as nginx does today, by an independent reading of its Ingresses. */

const HOSTS = ["a.shop.example", "b.shop.example", "*.shop.example"];
const PATHS = ["/", "/a", "/a/", "/a/b", "/ab", "/a/b/c"];
const TYPES = ["Exact", "Prefix", "Prefix", "ImplementationSpecific"];
const REQUESTS = ["a.shop.example", "b.shop.example", "x.shop.example"].flatMap((host) =>
  ["/", "/a", "/a/", "/ab", "/abc", "/a/b", "/a/b/", "/a/bc", "/a/b/c", "/a/b/c/d", "/x"].flatMap((path) =>
    ["203.0.113.7", "198.51.100.1"].map((source) => ({ host, path, source })),
  ),
);

const path = fc.record({
  path: fc.constantFrom(...PATHS),
  pathType: fc.constantFrom(...TYPES),
  backend: fc.constantFrom("web", "api", "next").map((name) => ({ service: { name, port: { number: 80 } } })),
});
const ROOT = { path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { number: 80 } } } };
const rule = fc
  .record({ host: fc.constantFrom(...HOSTS), paths: fc.array(path, { maxLength: 3 }), hasRoot: fc.boolean() })
  .map(({ host, paths, hasRoot }) => ({ host, http: { paths: hasRoot ? [...paths, ROOT] : paths } }));
const annotations = fc.constantFrom<Record<string, string>>(
  {},
  {},
  {},
  { "whitelist-source-range": "203.0.113.7" },
  { "app-root": "/start" },
  { "permanent-redirect": "https://new.example/" },
  { "whitelist-source-range": "198.51.100.1,203.0.113.7" },
  { "whitelist-source-range": "203.0.113.7", "app-root": "/start" },
  { "whitelist-source-range": "203.0.113.7", "permanent-redirect": "https://new.example/" },
  { "app-root": "/start", "permanent-redirect": "https://new.example/" },
);
const ingresses = fc
  .array(
    fc.record({
      rules: fc.uniqueArray(rule, { selector: ({ host }) => host, minLength: 1, maxLength: 2 }),
      annotations,
      age: fc.nat(2),
      hasDefault: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((some) =>
    some.map(({ rules, annotations: own, age, hasDefault }, index) => ({
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: {
        name: `i${index}`,
        namespace: "apps",
        creationTimestamp: `2026-01-0${age + 1}T00:00:00Z`,
        annotations: Object.fromEntries(
          Object.entries(own).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
        ),
      },
      spec: {
        ingressClassName: "nginx",
        ...(hasDefault && { defaultBackend: { service: { name: "rest", port: { number: 80 } } } }),
        tls: [{ hosts: HOSTS }],
        rules,
      },
    })),
  );

/** nginx's answer. Whom it sends to another path of the host only to refuse him there may be refused at once from now on. */
function answersOf(...[stored, request]: Parameters<typeof nginxAnswer>): NginxAnswer[] {
  const answer = nginxAnswer(stored, request);
  if (!("location" in answer) || !answer.location.startsWith("/")) return [answer];
  const there = nginxAnswer(stored, { ...request, path: answer.location });
  return "status" in there && there.status === 403 ? [answer, there] : [answer];
}

/** Whether nginx takes the configuration that its Ingresses make. */
function isConfigurable(stored: readonly object[]): boolean {
  try {
    for (const request of REQUESTS) nginxAnswer(stored as Parameters<typeof nginxAnswer>[0], request);
    return true;
  } catch (error) {
    if (error instanceof DuplicateLocation) return false;
    throw error;
  }
}

test("the same answers, request by request", () => {
  let compared = 0;
  fc.assert(
    fc.property(ingresses, (stored) => {
      fc.pre(isConfigurable(stored));
      const imported = importFleet({
        files: [{ name: "x.json", text: list(stored) }],
        schemas: NO_SCHEMAS,
        from: "ingress-nginx",
      });
      if (imported.tenants.length === 0) return;
      expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      const [plan, platform] = planOf(imported, imported.migrations[0]!.loadBalancer);
      const hosts = new Set(imported.tenants.flatMap((tenant) => tenant.hosts));
      for (const { host, path: at, source } of REQUESTS) {
        const server = stored.some(({ spec }) => spec.rules.some((one) => one.host === host)) ? host : "*.shop.example";
        if (!hosts.has(server)) continue;
        const request = { host, path: at, sourceIp: source, protocol: "HTTPS" as const, port: 443, query: "" };
        const { action } = evaluate(plan, request as Parameters<typeof evaluate>[1]);
        const url = `https://${host}${at}`;
        const now: NginxAnswer =
          action?.type === "forward"
            ? { service: platform.services[action.targetGroups[0]!.service]!.name }
            : action?.type === "redirect"
              ? { location: redirectLocation(action, url), status: action.statusCode }
              : { status: action!.statusCode };
        const today = answersOf(stored as Parameters<typeof nginxAnswer>[0], { host, path: at, source }).map(
          (answer) => ("location" in answer ? { ...answer, location: new URL(answer.location, url).href } : answer),
        );
        if (!today.some((answer) => isDeepStrictEqual(answer, now))) {
          expect([host, at, source, now]).toEqual([host, at, source, today]);
        }
        compared++;
      }
    }),
    runs(200),
  );
  expect(compared).toBeGreaterThan(2000);
});
