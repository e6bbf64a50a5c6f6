import fc from "fast-check";
import { evaluate, isInNetwork, matchesPattern } from "../../modules/alb";
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
  .flatMap((host) =>
    ["/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/x/b"].flatMap((at) =>
      ["10.1.2.3", "10.9.9.9", "203.0.113.9"].map((sourceIp) => ({ host, path: at, sourceIp })),
    ),
  );

const paths = fc
  .constantFrom(...Object.keys(PATHS))
  .chain((type) => fc.tuple(fc.constantFrom(...PATHS[type]!), fc.constant(type), fc.constantFrom("web", "api", "next")))
  .map(([at, type, service]) => path(at, type, service));
const rules = fc
  .tuple(fc.constantFrom(...HOSTS), fc.array(paths, { minLength: 0, maxLength: 3 }), fc.constantFrom("web", "api"))
  .map(([host, some, service]) => rule(host, ...some, path("/*", "ImplementationSpecific", service)));
const openRules = fc
  .tuple(fc.constantFrom(...HOSTS), fc.array(paths, { minLength: 1, maxLength: 3 }))
  .map(([host, some]) => rule(host, ...some));
/** Answered without a service, to everybody or to those whom a rule before it does not let in. */
const deny = fc
  .tuple(fc.constantFrom("/a", "/a/b", "/"), fc.constantFrom("deny", "deny", "gone", "move"))
  .map(([at, action]) => path(at, "Prefix", action, "use-annotation"));
const denyingRules = fc
  .tuple(fc.constantFrom(...HOSTS), fc.array(fc.oneof(paths, deny), { minLength: 1, maxLength: 4 }))
  .map(([host, some]) => rule(host, ...some));
const fixed = (statusCode: string) =>
  JSON.stringify({ type: "fixed-response", fixedResponseConfig: { statusCode, contentType: "text/plain" } });
const ACTIONS = {
  "actions.deny": fixed("401"),
  "actions.gone": fixed("410"),
  "actions.move": JSON.stringify({ type: "redirect", redirectConfig: { host: "new.example", statusCode: "HTTP_302" } }),
};
const limit = (cidr: string) => JSON.stringify([{ field: "source-ip", sourceIpConfig: { values: [cidr] } }]);
const LIMITS: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  {},
  { "conditions.api": limit("10.0.0.0/8") },
  { "conditions.web": limit("10.0.0.0/8") },
  { "conditions.api": limit("10.0.0.0/8"), "conditions.web": limit("10.1.0.0/16") },
  { "conditions.api": limit("10.0.0.0/8"), "conditions.move": limit("10.0.0.0/8") },
];
const ingresses = fc
  .array(
    fc.tuple(
      fc.array(fc.oneof(rules, openRules, denyingRules), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: -2, max: 2 }),
      fc.constantFrom(...LIMITS),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) =>
    list.map(
      ([some, order, limits], index): IngressInput => ({
        name: `i${index}`,
        rules: some,
        alb: { "group.order": String(order), ...ACTIONS, ...limits },
      }),
    ),
  );

test("the same answers, or a word about it", () => {
  let compared = 0;
  let announced = 0;
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
        const now =
          action?.type === "forward"
            ? platform.services[action.targetGroups[0]!.service]!.name
            : action?.type === "redirect"
              ? action.host
              : action!.statusCode;
        const before = firstMatch(old, request);
        compared++;
        // Whom nothing answers today, or another Ingress, a list of sources refuses, and that is said.
        const said = before === 404 ? "" : "are answered by the rules of";
        const isAnnounced =
          typeof now === "number" &&
          imported.changes.some(
            ({ code, change }) =>
              code === "other-sources" &&
              change.includes(said) &&
              change.endsWith(`they will get responses.forbidden (${now}).`),
          );
        if (!isAnnounced) expect([request, now]).toEqual([request, before]);
        else announced++;
      }
    }),
    runs(80),
  );
  expect(compared).toBeGreaterThan(1000);
  expect(announced).toBeGreaterThan(0);
});

/** The Service that answers today, or the status. */
function firstMatch(rules: readonly ReadRule[], request: (typeof REQUESTS)[number]): string | number {
  const matches = (patterns: readonly string[] | undefined, text: string) =>
    patterns === undefined || patterns.some((pattern) => matchesPattern(pattern, text));
  const found = rules.find(
    ({ conditions }) =>
      matches(conditions["host-header"], request.host) &&
      matches(conditions["path-pattern"], request.path) &&
      (conditions["source-ip"] === undefined ||
        conditions["source-ip"].some((cidr) => isInNetwork(request.sourceIp, cidr))),
  );
  if (found === undefined) return 404;
  if (found.action.type === "redirect") return found.action.host ?? "";
  if (found.action.type === "fixed-response") return found.action.statusCode;
  return found.action.targetGroups[0]!.name.replace(/^apps\/(.*):80$/, "$1");
}
