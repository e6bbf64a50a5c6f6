import fc from "fast-check";
import { evaluate, matchesPattern } from "../../modules/alb";
import { type ReadRule, readIngresses } from "../support/controller-reader";
import { runs } from "../support/property-runs";
import { asControllerInput } from "./as-controller-input";
import { type IngressInput, importing, ingress, path, rule } from "./dump-builder";
import { planOf } from "./host-rules";

/** Whatever is imported without a word about changes answers every request as the controller's rules do today. */

const HOSTS = ["a.shop.example", "b.shop.example", "c.a.shop.example", "*.shop.example", "*.a.shop.example"];
const PATHS: Readonly<Record<string, readonly string[]>> = {
  Exact: ["/", "/a", "/a/b"],
  Prefix: ["/", "/", "/a", "/a/b", "/ab"],
  ImplementationSpecific: ["/*", "/a*", "/?/b", "/a/*", "/"],
};
const REQUESTS = HOSTS.filter((host) => !host.startsWith("*"))
  .concat("x.shop.example", "x.a.shop.example")
  .flatMap((host) => ["/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/x/b"].map((at) => ({ host, path: at })));

const paths = fc
  .constantFrom(...Object.keys(PATHS))
  .chain((type) => fc.tuple(fc.constantFrom(...PATHS[type]!), fc.constant(type), fc.constantFrom("web", "api", "next")))
  .map(([at, type, service]) => path(at, type, service));
const rules = fc
  .tuple(fc.constantFrom(...HOSTS), fc.array(paths, { minLength: 0, maxLength: 3 }), fc.constantFrom("web", "api"))
  .map(([host, some, service]) => rule(host, ...some, path("/*", "ImplementationSpecific", service)));
const ingresses = fc
  .array(fc.tuple(fc.array(rules, { minLength: 1, maxLength: 3 }), fc.integer({ min: -2, max: 2 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((list) =>
    list.map(
      ([some, order], index): IngressInput => ({
        name: `i${index}`,
        rules: some,
        alb: { "group.order": String(order) },
      }),
    ),
  );

test("the same answers, or a word about it", () => {
  let compared = 0;
  fc.assert(
    fc.property(ingresses, (inputs) => {
      const imported = importing(inputs);
      if (imported.notImported.length > 0 || imported.changes.some(({ code }) => code === "other-order")) return;
      const stored = inputs.map(ingress) as Parameters<typeof asControllerInput>[1];
      const [today] = readIngresses(asControllerInput("edge", stored, {}));
      const old = today!.listeners.find(({ port }) => port === 443)!.rules;
      const [plan, platform] = planOf(imported, "edge");
      for (const request of REQUESTS) {
        const { action } = evaluate(plan, { ...request, protocol: "HTTPS", port: 443 });
        const name = action?.type === "forward" ? platform.services[action.targetGroups[0]!.service]!.name : null;
        expect([request, name]).toEqual([request, firstMatch(old, request)]);
        compared++;
      }
    }),
    { ...runs(80), seed: 5 },
  );
  expect(compared).toBeGreaterThan(1000);
});

function firstMatch(rules: readonly ReadRule[], request: { host: string; path: string }): string | null {
  const matches = (patterns: readonly string[] | undefined, text: string) =>
    patterns === undefined || patterns.some((pattern) => matchesPattern(pattern, text));
  const found = rules.find(
    ({ conditions }) =>
      matches(conditions["host-header"], request.host) && matches(conditions["path-pattern"], request.path),
  );
  if (found?.action.type !== "forward") return null;
  return found.action.targetGroups[0]!.name.replace(/^apps\/(.*):80$/, "$1");
}
