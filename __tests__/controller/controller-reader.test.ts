import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ControllerError,
  type ControllerInput,
  type Ingress,
  type ReadAction,
  readIngresses,
  redirectParts,
} from "../support/controller-reader";

/** The reader is held against what the real controller (v3.5.0) made of the same Ingresses. */

const RECORDED = join(__dirname, "recorded");

interface Recorded extends ControllerInput {
  readonly loadBalancers: readonly {
    readonly name: string;
    readonly scheme: string;
    readonly listeners: readonly {
      readonly port: number;
      readonly protocol: string;
      readonly defaultActions: readonly RecordedAction[];
      readonly rules: readonly {
        readonly priority: number;
        readonly conditions: readonly { readonly field: string; readonly values: readonly string[] }[];
        readonly actions: readonly RecordedAction[];
      }[];
    }[];
  }[];
}

/** As the ELBv2 API has it. */
interface RecordedAction {
  readonly Type: string;
  readonly ForwardConfig?: {
    readonly TargetGroups: readonly { readonly TargetGroupArn: string; readonly Weight: number }[];
    readonly TargetGroupStickinessConfig?: { readonly Enabled: boolean; readonly DurationSeconds?: number };
  };
  readonly FixedResponseConfig?: {
    readonly StatusCode: string;
    readonly ContentType: string;
    readonly MessageBody?: string;
  };
  readonly RedirectConfig?: Readonly<Record<string, string>>;
}

function recorded(file: string): Recorded {
  return JSON.parse(readFileSync(join(RECORDED, file), "utf8"));
}

/** What was recorded, in the reader's words. */
function asRead({ loadBalancers, targetGroups }: Recorded) {
  const names = new Map(targetGroups.map(({ name, arn }) => [arn, name]));
  return [...loadBalancers]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, scheme, listeners }) => ({
      name,
      scheme,
      listeners: [...listeners]
        .sort((a, b) => a.port - b.port)
        .map(({ port, protocol, defaultActions, rules }) => ({
          port,
          protocol,
          default: actionAsRead(defaultActions, names),
          rules: rules.map(({ priority, conditions, actions }) => ({
            priority,
            conditions: asSets(conditions.map(({ field, values }) => [field, values])),
            action: actionAsRead(actions, names),
          })),
        })),
    }));
}

function asSets(conditions: readonly (readonly [string, readonly string[]])[]) {
  return Object.fromEntries(conditions.map(([field, values]) => [field, [...values].sort()]));
}

function actionAsRead(actions: readonly RecordedAction[], names: ReadonlyMap<string, string>): ReadAction {
  expect(actions).toHaveLength(1);
  const { Type, ForwardConfig: forward, FixedResponseConfig: fixed, RedirectConfig: redirect } = actions[0]!;
  if (Type === "forward" && forward !== undefined) {
    expect(forward.TargetGroupStickinessConfig?.Enabled ?? false).toBe(false);
    const targetGroups = forward.TargetGroups.map(({ TargetGroupArn, Weight }) => ({
      name: names.get(TargetGroupArn)!,
      weight: Weight,
    }));
    return { type: "forward", targetGroups };
  }
  if (Type === "fixed-response" && fixed !== undefined) {
    const { StatusCode, ContentType, MessageBody = "" } = fixed;
    return { type: "fixed-response", statusCode: Number(StatusCode), contentType: ContentType, body: MessageBody };
  }
  const { StatusCode, ...parts } = redirect!;
  const lowerCase = Object.fromEntries(Object.entries(parts).map(([key, value]) => [key.toLowerCase(), value]));
  return { type: "redirect", ...redirectParts(lowerCase), statusCode: Number(StatusCode!.replace("HTTP_", "")) };
}

function comparable(input: ControllerInput) {
  return readIngresses(input).map((loadBalancer) => ({
    ...loadBalancer,
    listeners: loadBalancer.listeners.map((listener) => ({
      ...listener,
      rules: listener.rules.map(({ priority, conditions, action }) => ({
        priority,
        conditions: asSets(Object.entries(conditions)),
        action,
      })),
    })),
  }));
}

test.each(readdirSync(RECORDED))("%s: reads what the real controller made", (file) => {
  const input = recorded(file);
  expect(comparable(input)).toEqual(asRead(input));
});

test("the recordings hold rules of every kind", () => {
  const rules = readdirSync(RECORDED).flatMap((file) =>
    recorded(file).loadBalancers.flatMap(({ listeners }) => listeners.flatMap(({ rules }) => rules)),
  );
  expect(rules).toHaveLength(264);
  const types = rules.map(({ actions }) => actions[0]!.Type);
  expect(new Set(types)).toEqual(new Set(["forward", "fixed-response", "redirect"]));
});

describe("what the recordings do not hold", () => {
  const params = {
    metadata: { name: "edge" },
    spec: { group: { name: "edge" }, loadBalancerName: "edge", scheme: "internal" },
  };
  const targetGroups = [{ name: "web", arn: "arn:web" }];
  const forward = JSON.stringify({ type: "forward", targetGroupARN: "arn:web" });
  const redirectTo = (redirectConfig: object) =>
    JSON.stringify({ type: "redirect", redirectConfig: { ...redirectConfig, statusCode: "HTTP_301" } });

  function ingress(
    paths: readonly [host: string, path: string, backend: string][],
    annotations: Record<string, string>,
    spec: Partial<Ingress["spec"]> = {},
  ): Ingress {
    return {
      metadata: {
        name: "acme",
        namespace: "tenants",
        annotations: Object.fromEntries(
          Object.entries(annotations).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value]),
        ),
      },
      spec: {
        ingressClassName: "edge",
        rules: paths.map(([host, path, name]) => ({
          host,
          http: {
            paths: [
              {
                path,
                pathType: "ImplementationSpecific",
                backend: { service: { name, port: { name: "use-annotation" } } },
              },
            ],
          },
        })),
        ...spec,
      },
    };
  }

  const rulesOf = (...ingresses: Ingress[]) =>
    readIngresses({ ingressClassParams: [params], ingresses, targetGroups })[0]!.listeners[0]!.rules;

  test("hosts of the conditions annotation join the rule's own, for every rule with that backend", () => {
    const conditions = JSON.stringify([{ field: "host-header", hostHeaderConfig: { values: ["b.test", "c.test"] } }]);
    const rules = rulesOf(
      ingress(
        [
          ["a.test", "/*", "web"],
          ["d.test", "/*", "web"],
        ],
        { "actions.web": forward, "conditions.web": conditions },
      ),
    );
    expect(rules.map((rule) => rule.conditions["host-header"])).toEqual([
      ["a.test", "b.test", "c.test"],
      ["d.test", "b.test", "c.test"],
    ]);
  });

  test("a host without paths makes no rule, an empty path no condition, and further paths join the rule's own", () => {
    const conditions = JSON.stringify([{ field: "path-pattern", pathPatternConfig: { values: ["/b", "/b/*"] } }]);
    const member = ingress(
      [
        ["a.test", "/a", "web"],
        ["b.test", "", "all"],
      ],
      { "actions.web": forward, "conditions.web": conditions, "actions.all": forward },
    );
    const named = { ...member, spec: { ...member.spec, rules: [{ host: "pooled.test" }, ...member.spec.rules!] } };
    expect(rulesOf(named).map((rule) => rule.conditions)).toEqual([
      { "host-header": ["a.test"], "path-pattern": ["/a", "/b", "/b/*"] },
      { "host-header": ["b.test"] },
    ]);
  });

  test.each([
    [{ path: "/#{path}" }, 1],
    [{ host: "a.test" }, 1],
    [{ path: "/old" }, 1],
    [{ port: "80", protocol: "HTTP" }, 1],
    [{ query: "x=1" }, 2],
    [{ host: "b.test" }, 2],
    [{ path: "/new" }, 2],
    [{ port: "443" }, 2],
    [{ protocol: "HTTPS" }, 2],
  ])("a redirect by %j leaves %d rules", (config, rules) => {
    const annotations = { "actions.web": forward, "actions.old": redirectTo(config) };
    expect(
      rulesOf(
        ingress(
          [
            ["a.test", "/old", "old"],
            ["a.test", "/*", "web"],
          ],
          annotations,
        ),
      ),
    ).toHaveLength(rules);
  });

  test.each([
    ["/*", "a.test", undefined, ["old"]],
    ["/*", "b.test", undefined, ["old", "web"]],
    ["/x", "a.test", undefined, ["old", "web"]],
    ["/x/*", "a.test", undefined, ["old"]],
    ["/*", "a.test", ["203.0.113.0/24"], ["old", "web"]],
  ])("behind a redirect of %s on %s from %j stay %j", (path, host, values, kept) => {
    const annotations: Record<string, string> = {
      "actions.web": forward,
      "actions.old": redirectTo({ host: "new.test" }),
    };
    if (values) annotations["conditions.old"] = JSON.stringify([{ field: "source-ip", sourceIpConfig: { values } }]);
    const rules = rulesOf(
      ingress(
        [
          [host, path, "old"],
          ["a.test", "/x/*", "web"],
        ],
        annotations,
      ),
    );
    expect(rules.map(({ action }) => (action.type === "redirect" ? "old" : "web"))).toEqual(kept);
  });

  test("what stops the whole group throws", () => {
    const web = { "actions.web": forward };
    const stops = (bad: Ingress) => expect(() => rulesOf(bad)).toThrow(ControllerError);
    stops(ingress([["a.test", "/*", "web"]], { "actions.web": '{"type":"forward","targetGroupArn":"arn:web"}' }));
    stops(ingress([["a.test", "/*", "web"]], { "actions.web": '{"type":"proxy"}' }));
    stops(ingress([["a.test", "/*", "web"]], {}));
    stops(ingress([["a.test", "/*", "web"]], { ...web, "group.order": "1001" }));
    stops(ingress([["a.test", "/*", "web"]], { ...web, "group.order": "first" }));
    const values = ["b.test", "c.test", "d.test", "e.test"];
    const tooMany = JSON.stringify([{ field: "host-header", hostHeaderConfig: { values } }]);
    stops(ingress([["a.test", "/*", "web"]], { ...web, "conditions.web": tooMany }));
    stops(ingress([["*.a.test", "/*/*/*/*/*", "web"]], web));
    const defaultBackend = { service: { name: "web", port: { name: "use-annotation" } } };
    const withDefault = ingress([], web, { defaultBackend });
    expect(() => rulesOf(withDefault, withDefault)).toThrow(ControllerError);
  });
});
