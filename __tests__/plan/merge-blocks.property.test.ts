import fc from "fast-check";
import { evaluate, type FixedResponseAction } from "../../modules/alb";
import { orderPaths, pathPatterns, type TypedPath } from "../../modules/controller";
import { ingressRules } from "../../modules/plan/ingress-rules";
import type { Block } from "../../modules/plan/merge-blocks";
import { runs } from "../support/property-runs";

const PATHS: readonly TypedPath[] = [
  ...["/", "/a", "/a/b", "/c"].map((path) => ({ path, pathType: "Exact" as const })),
  ...["/a", "/a/b", "/b", "/c"].map((path) => ({ path, pathType: "Prefix" as const })),
  ...["/*.png", "/a/*", "/*/b", "/?", "/c*", "/*/*/*"].map((path) => ({
    path,
    pathType: "ImplementationSpecific" as const,
  })),
];
const REQUESTS = [
  "/",
  "/a",
  "/ab",
  "/a/",
  "/a/b",
  "/a/b/c",
  "/a/x.png",
  "/b",
  "/b/b",
  "/c",
  "/cc",
  "/c/d/e",
  "/x.png",
  "/z",
];
const NETWORKS = ["10.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"];
const SOURCES = [undefined, "10.1.1.1", "203.0.113.9", "172.16.0.1"];

const action = (statusCode: number): FixedResponseAction => ({
  type: "fixed-response",
  statusCode,
  contentType: "text/plain",
  body: "",
});

/** Blocks as a tenant has them: routes in their order, then what takes everything. */
const arbitraryBlocks: fc.Arbitrary<Block[]> = fc
  .record({
    routes: fc
      .shuffledSubarray([...PATHS], { maxLength: 9 })
      .chain((paths) =>
        fc.tuple(...paths.map((at) => fc.record({ at: fc.constant(at), status: fc.constantFrom(200, 201, 202) }))),
      ),
    rest: fc.constantFrom(200, 201),
    sourceIps: fc.subarray(NETWORKS),
    limitRoutes: fc.boolean(),
  })
  .map(({ routes, rest, sourceIps, limitRoutes }) => {
    const everything: TypedPath = { path: "/*", pathType: "ImplementationSpecific" };
    const block = (at: TypedPath, status: number, from: readonly string[]): Block => ({
      at,
      action: action(status),
      sourceIps: from,
      backend: `to-${status}`,
    });
    const ordered = orderPaths(routes.map(({ at, status }) => ({ ...at, status })));
    return [
      ...ordered.map(({ status, ...at }) => block(at, status, limitRoutes ? sourceIps : [])),
      block(everything, rest, sourceIps),
      ...(sourceIps.length > 0 ? [block(everything, 403, [])] : []),
    ];
  });

const hosts = fc
  .integer({ min: 1, max: 7 })
  .map((count) => Array.from({ length: count }, (_, index) => `h${index}.test`));

interface Conditions {
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly sourceIps: readonly string[];
}

function listening(rules: readonly { readonly conditions: Conditions; readonly action: Block["action"] }[]) {
  const numbered = rules.map((rule, index) => ({ ...rule, priority: index + 1 }));
  return { listeners: [{ port: 80, protocol: "HTTP" as const, rules: numbered, default: action(404) }] };
}

test("merged rules answer every request as the blocks do one by one, within ALB's limits, and are never more", () => {
  fc.assert(
    fc.property(arbitraryBlocks, hosts, fc.boolean(), (blocks, exact, wildcard) => {
      const claimed = wildcard ? exact.map((host) => `*.${host}`) : exact;
      const merged = ingressRules(blocks, { hosts: claimed, wildcard }).map((rule) => ({
        conditions: {
          hosts: rule.hosts,
          paths: [...pathPatterns(rule), ...rule.furtherPaths],
          sourceIps: rule.sourceIps,
        },
        action: rule.action,
      }));
      const single = blocks.map(({ at, sourceIps, action }) => ({
        conditions: { hosts: claimed, paths: pathPatterns(at), sourceIps },
        action,
      }));
      for (const { conditions } of merged) {
        const values = Object.values(conditions).flat();
        expect(values.length).toBeLessThanOrEqual(5);
        expect(values.join("").replace(/[^*?]/g, "").length).toBeLessThanOrEqual(5);
        expect(conditions.hosts.length).toBeGreaterThan(0);
      }
      const unmerged = blocks.reduce(
        (sum, block) => sum + ingressRules([block], { hosts: claimed, wildcard }).length,
        0,
      );
      expect(merged.length).toBeLessThanOrEqual(unmerged);
      for (const host of claimed) {
        for (const path of REQUESTS) {
          for (const sourceIp of SOURCES) {
            const request = { protocol: "HTTP" as const, port: 80, host: host.replace("*", "x"), path, sourceIp };
            const answers = [merged, single].map((rules) => evaluate(listening(rules), request).action);
            expect({ ...request, action: answers[0] }).toEqual({ ...request, action: answers[1] });
          }
        }
      }
    }),
    runs(60),
  );
});
