import fc from "fast-check";
import { matchesPattern } from "../../modules/alb";
import type { ImportedFleet } from "../../modules/import";
import { decodeFleet, type Fleet } from "../../modules/model";
import { planFleet } from "../../modules/plan";
import { SourceDocument } from "../../modules/source";
import {
  type ControllerInput,
  type ReadLoadBalancer,
  type ReadRule,
  readIngresses,
} from "../support/controller-reader";
import { runs } from "../support/property-runs";
import { appliedObjects } from "../support/synthesized-stacks";
import { asMembers } from "./as-controller-input";
import { type IngressInput, importing, ingress, path, rule } from "./dump-builder";

/**
 * The steps of a take-over, stage by stage, as the independent reader sees them: before, `<lb>` deployed,
 * `<lb>-tenants` deployed, HTTP switched to the redirect, imported Ingresses gone. Nobody is without an answer at any
 * stage, and those who stay lose nothing before the step that says so.
 */

const LISTEN = {
  both: '[{"HTTP":80},{"HTTPS":443}]',
  http: '[{"HTTP":80}]',
  https: '[{"HTTPS":443}]',
};

const SERVICES = ["web", "api", "next"];

interface Drawn {
  readonly listen: keyof typeof LISTEN;
  readonly stays: boolean;
  readonly order: number;
  readonly service: string;
  readonly route: string | undefined;
}

const drawn = fc.record<Drawn>({
  listen: fc.constantFrom("both", "both", "http", "https"),
  stays: fc.boolean(),
  order: fc.integer({ min: -2, max: 2 }),
  service: fc.constantFrom(...SERVICES),
  route: fc.option(fc.constantFrom("/a", "/a/b"), { nil: undefined }),
});

/** An Ingress with a host of its own; one that stays does so since clients log in at the load balancer. */
function inputOf({ listen, stays, order, service, route }: Drawn, index: number): IngressInput {
  const further = route === undefined ? [] : [path(route, "Prefix", "api")];
  return {
    name: `i${index}`,
    alb: {
      "group.order": String(order),
      "listen-ports": LISTEN[listen],
      "ssl-redirect": null,
      ...(stays && { "auth-type": "oidc" }),
    },
    rules: [rule(`h${index}.shop.example`, ...further, path("/", "Prefix", service))],
  };
}

function fleetOf({ files }: ImportedFleet, change: (platform: string) => string = (text) => text): Fleet {
  const [platformFile, ...tenantFiles] = [...files];
  const { platform, tenants } = decodeFleet({
    platform: new SourceDocument(platformFile![0], change(platformFile![1])),
    tenants: tenantFiles.map(([file, text]) => ({ name: file.slice(8, -5), document: new SourceDocument(file, text) })),
    findings: [],
  });
  return { platform: platform!, tenants };
}

/** What a client gets that asks for a host, after the redirect to HTTPS, if there is one: the Service's name. */
function answerOf(load: ReadLoadBalancer, port: number, host: string, at: string): string {
  const listener = load.listeners.find((one) => one.port === port);
  if (listener === undefined) return "nobody listens";
  const matches = (patterns: readonly string[] | undefined, text: string) =>
    patterns === undefined || patterns.some((pattern) => matchesPattern(pattern, text));
  const found = listener.rules.find(
    ({ conditions }: ReadRule) => matches(conditions["host-header"], host) && matches(conditions["path-pattern"], at),
  );
  const action = found?.action ?? listener.default;
  if (action.type === "redirect") return port === 80 ? answerOf(load, 443, host, at) : "redirect";
  if (action.type !== "forward") return `${action.statusCode}`;
  // Of today `<namespace>/<service>:80`, of the fleet `imported-<service>-edge`.
  return action.targetGroups[0]!.name.replace(/^\w+\/(.*):80$|^imported-(.*)-edge$/, "$1$2");
}

function isKept({ files }: ImportedFleet): boolean {
  return files.get("platform.json")!.includes('"http": "keep"');
}

function oldMembers(stored: readonly object[]): ControllerInput {
  return asMembers("edge", stored as Parameters<typeof asMembers>[1]);
}

function applied(fleet: Fleet): ControllerInput {
  return appliedObjects(fleet, planFleet(fleet));
}

/** The ALB while old Ingresses and those of the fleet are both there, as far as they are. */
function sideBySide(
  old: ControllerInput,
  fleet: ControllerInput,
  isThere: (name: string) => boolean,
  isLeft: (id: string) => boolean,
): ReadLoadBalancer {
  const [load] = readIngresses({
    ingressClassParams: [...old.ingressClassParams, ...fleet.ingressClassParams],
    ingresses: [
      ...old.ingresses.filter(({ metadata }) => isLeft(`${metadata.namespace}/${metadata.name}`)),
      ...fleet.ingresses.filter(({ metadata }) => isThere(metadata.name)),
    ],
    targetGroups: [...old.targetGroups, ...fleet.targetGroups],
  });
  return load!;
}

interface Stage {
  readonly name: string;
  readonly load: ReadLoadBalancer;
}

function stagesOf(imported: ImportedFleet, stored: readonly object[]): Stage[] {
  const old = oldMembers(stored);
  const both = (fleet: ControllerInput, isThere: (name: string) => boolean, isLeft: (id: string) => boolean) =>
    sideBySide(old, fleet, isThere, isLeft);
  const gone = new Set(imported.tenants.flatMap(({ ingresses }) => ingresses));
  const first = applied(fleetOf(imported));
  const switched = (text: string) => text.replace(/^.*"http": "keep".*$/m, "");
  const last = isKept(imported) ? applied(fleetOf(imported, switched)) : first;
  const all = () => true;
  return [
    { name: "before", load: readIngresses(old)[0]! },
    { name: "<lb> deployed", load: both(first, (name) => name === "edge", all) },
    { name: "<lb>-tenants deployed", load: both(first, all, all) },
    { name: "HTTP switched", load: both(last, all, all) },
    { name: "old ones gone", load: both(last, all, (id) => !gone.has(id)) },
  ];
}

test("nobody is without an answer at any stage, and those who stay keep theirs until the step that names them", () => {
  let compared = 0;
  let kept = 0;
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 5 }), (list) => {
      const inputs = list.map(inputOf);
      const imported = importing(inputs);
      fc.pre(imported.tenants.length > 0);
      const importedIds = new Set(imported.tenants.flatMap(({ ingresses }) => ingresses));
      const stages = stagesOf(imported, inputs.map(ingress));
      if (isKept(imported)) kept++;
      const steps = imported.migrations[0]!.steps.map(({ what, details }) => [what, ...details].join(" "));
      for (const [index, { listen, stays }] of list.entries()) {
        const host = `h${index}.shop.example`;
        for (const port of [80, 443]) {
          for (const at of ["/", "/a", "/a/b/c"]) {
            const today = answerOf(stages[0]!.load, port, host, at);
            const isServed = SERVICES.includes(today);
            for (const { name, load } of stages) {
              const now = answerOf(load, port, host, at);
              compared++;
              // Where nobody answered before, an answer is not a loss.
              if (!isServed || now === today) continue;
              // Whoever stays on HTTP alone loses it with the redirect, and the step before it names him.
              const isAnnounced = steps.some(
                (step) => step.includes("the next step takes their port 80") && step.includes(` i${index}`),
              );
              expect([name, host, port, at, stays && listen === "http" && isAnnounced, now]).toEqual([
                expect.stringMatching(/HTTP switched|old ones gone/),
                host,
                80,
                at,
                true,
                "404",
              ]);
            }
          }
        }
        expect(importedIds.has(`apps/i${index}`)).toBe(!stays);
      }
    }),
    runs(25),
  );
  expect(compared).toBeGreaterThan(1000);
  expect(kept).toBeGreaterThan(5);
});

const SHARED_HOSTS = ["a.shop.example", "b.shop.example", "*.shop.example"];

const sharing = fc.record({
  hosts: fc.uniqueArray(fc.constantFrom(...SHARED_HOSTS), { minLength: 1, maxLength: 2 }),
  namespace: fc.constantFrom("apps", "zoo"),
  order: fc.integer({ min: -1, max: 1 }),
  service: fc.constantFrom(...SERVICES),
  at: fc.constantFrom("/", "/", "/a", "/a/b"),
});

test("while old Ingresses that share hosts go one by one, every answer is that of before or that of after", () => {
  let stages = 0;
  fc.assert(
    fc.property(fc.array(sharing, { minLength: 2, maxLength: 6 }), (list) => {
      const inputs = list.map(
        ({ hosts, namespace, order, service, at }, index): IngressInput => ({
          name: `i${index}`,
          namespace,
          alb: { "group.order": String(order) },
          // A Service is known by its name alone below.
          rules: hosts.map((host) => rule(host, path(at, "Prefix", `${namespace}-${service}`))),
        }),
      );
      const imported = importing(inputs);
      fc.pre(imported.tenants.length > 0 && imported.notImported.length === 0);
      const old = oldMembers(inputs.map(ingress));
      const fleet = applied(fleetOf(imported));
      const without = (gone: readonly string[]) =>
        sideBySide(
          old,
          fleet,
          () => true,
          (id) => !gone.includes(id),
        );
      const order = deletedInOrder(imported);
      const after = without(order);
      const before = readIngresses(old)[0]!;
      for (let count = 0; count <= order.length; count++) {
        const load = without(order.slice(0, count));
        for (const host of ["a.shop.example", "b.shop.example", "c.shop.example"]) {
          for (const at of ["/", "/a", "/a/b/c"]) {
            const [now, ...expected] = [load, before, after].map((one) => answerOf(one, 443, host, at));
            expect({
              removed: order.slice(0, count),
              host,
              at,
              now,
              isExpected: expected.includes(now!),
            }).toMatchObject({
              isExpected: true,
            });
          }
        }
        stages++;
      }
    }),
    runs(25),
  );
  expect(stages).toBeGreaterThan(50);
});

/** The old Ingresses in the order of the commands that delete them. */
function deletedInOrder({ migrations }: ImportedFleet): string[] {
  return migrations
    .flatMap(({ steps }) => steps.flatMap(({ details }) => details))
    .flatMap((line) => {
      const [, namespace, names] = /^kubectl delete ingress -n (\S+) (.*)$/.exec(line) ?? [];
      return names === undefined ? [] : names.split(" ").map((name) => `${namespace}/${name}`);
    });
}
