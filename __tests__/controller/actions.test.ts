import fc from "fast-check";
import { type Action, redirectAction } from "../../modules/alb";
import { type ActionProblem, readAction, readConditions, writeAction, writeConditions } from "../../modules/controller";

const arnOf = (name: string) =>
  `arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/${name}/0123456789abcdef`;

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);
const seconds = fc.integer({ min: 1, max: 604_800 });
const arbitraryAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record(
    {
      type: fc.constant("forward" as const),
      targetGroups: fc.uniqueArray(fc.record({ name, weight: fc.nat(999) }), {
        minLength: 1,
        maxLength: 5,
        selector: (group) => group.name,
      }),
      stickinessSeconds: seconds,
    },
    { requiredKeys: ["type", "targetGroups"] },
  ),
  fc.record({
    type: fc.constant("fixed-response" as const),
    statusCode: fc.constantFrom(200, 404, 503),
    contentType: fc.constantFrom("text/plain", "text/html", "application/json"),
    body: fc.string({ maxLength: 40 }),
  }),
  fc
    .record(
      {
        host: fc.constantFrom("www.example.com", "www.#{host}"),
        path: fc.constantFrom("/", "/new/#{path}"),
        query: fc.constantFrom("", "a=b&#{query}"),
        port: fc.constantFrom("443", "#{port}"),
        protocol: fc.constantFrom("HTTP", "HTTPS"),
        statusCode: fc.constantFrom(301 as const, 302 as const),
      },
      { requiredKeys: ["statusCode"] },
    )
    .map(redirectAction),
);

/** What a plan knows of an action's target groups. */
function planned(action: Action): Action {
  if (action.type !== "forward") return action;
  return { ...action, targetGroups: action.targetGroups.map(({ name, weight }) => ({ name, weight })) };
}

/** Capitalizes every key, as older guides do. */
function capitalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalized);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [`${key[0]?.toUpperCase()}${key.slice(1)}`, capitalized(inner)]),
  );
}

test("what is written is read as the same action, whatever the case of the keys", () => {
  fc.assert(
    fc.property(arbitraryAction, (action) => {
      const written = writeAction(action, ({ name }) => arnOf(name));
      for (const spelling of [written, capitalized(written)]) {
        const read = readAction(JSON.stringify(spelling));
        expect(read.ok && planned(read.value)).toEqual(action);
      }
    }),
  );
});

test("what is written is read as the same conditions", () => {
  const texts = fc.array(fc.string({ minLength: 1 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.record({ hosts: texts, paths: texts, sourceIps: texts }), (conditions) => {
      const written = writeConditions(conditions);
      expect(readConditions(written && JSON.stringify(written))).toEqual({ ok: true, value: conditions });
    }),
  );
});

test("a Service is a target group that the controller makes, and its port may be a text", () => {
  const groups = [
    { serviceName: "web", servicePort: "80", weight: 1 },
    { serviceName: "api", servicePort: "http", weight: 2 },
  ];
  expect(readAction(JSON.stringify({ type: "forward", forwardConfig: { targetGroups: groups } }))).toEqual({
    ok: true,
    value: {
      type: "forward",
      targetGroups: [
        { kind: "service", name: "Service web:80", service: "web", port: 80, weight: 1 },
        { kind: "service", name: "Service api:http", service: "api", port: "http", weight: 2 },
      ],
    },
  });
});

test("of keys that differ in case the last one counts, and null is nothing", () => {
  const redirect = { Path: "/old", path: "/new", host: null, statusCode: "HTTP_302" };
  expect(readAction(JSON.stringify({ type: "redirect", redirectConfig: redirect }))).toEqual({
    ok: true,
    value: redirectAction({ path: "/new", statusCode: 302 }),
  });
});

const forwardTo = (targetGroups: unknown) => ({ type: "forward", forwardConfig: { targetGroups } });
const redirect = (redirectConfig: unknown) => ({ type: "redirect", redirectConfig });
const response = (fixedResponseConfig: unknown) => ({ type: "fixed-response", fixedResponseConfig });

test.each<[string, unknown, Partial<ActionProblem>]>([
  ["a list", [], { kind: "invalid-json" }],
  ["an unknown type", { type: "Forward" }, { kind: "unknown-type", value: "Forward" }],
  ["null", null, { kind: "invalid-json" }],
  ["no target group", { type: "forward" }, { kind: "missing-field", field: "targetGroupARN" }],
  ["an empty list of target groups", forwardTo([]), { kind: "missing-field", field: "forwardConfig.targetGroups" }],
  [
    "both ways to say the target group",
    { ...forwardTo([]), targetGroupARN: "a" },
    { kind: "conflicting-fields", field: "forwardConfig" },
  ],
  [
    "several target groups without weights",
    forwardTo([{ targetGroupARN: "a" }, { targetGroupARN: "b" }]),
    { kind: "missing-field", field: "forwardConfig.targetGroups[0].weight" },
  ],
  [
    "a weight that is a text",
    forwardTo([{ targetGroupARN: "a", weight: "1" }]),
    { kind: "invalid-field", field: "forwardConfig.targetGroups[0].weight", value: "1" },
  ],
  [
    "a Service without a port",
    forwardTo([{ serviceName: "web" }]),
    { kind: "missing-field", field: "forwardConfig.targetGroups[0].servicePort" },
  ],
  ["a redirect without its status", redirect({}), { kind: "missing-field", field: "redirectConfig.statusCode" }],
  [
    "a redirect with a number for its port",
    redirect({ statusCode: "HTTP_301", port: 443 }),
    { kind: "invalid-field", field: "redirectConfig.port", value: 443 },
  ],
  [
    "a response with a number for its status",
    response({ statusCode: 503 }),
    { kind: "invalid-field", field: "fixedResponseConfig.statusCode", value: 503 },
  ],
  [
    "a response of a content type that AWS refuses",
    response({ statusCode: "503", contentType: "text/xml" }),
    { kind: "invalid-field", field: "fixedResponseConfig.contentType", value: "text/xml" },
  ],
])("an action stops the group: %s", (_, action, problem) => {
  const read = readAction(JSON.stringify(action));
  expect(read).toMatchObject({ ok: false, error: { ...problem, stopsGroup: true } });
});

test("without the annotation the rule answers 503, and the group goes on", () => {
  expect(readAction(undefined)).toEqual({ ok: false, error: { kind: "missing-annotation", stopsGroup: false } });
});

test.each<[string, string, object]>([
  ["text that is not JSON", "[{", { kind: "invalid-json" }],
  ["an object", "{}", { kind: "invalid-json" }],
  ["a condition that is a text", '["a"]', { kind: "invalid-field", field: "[0]" }],
  ["no values", '[{"field":"host-header"}]', { kind: "missing-field", field: "[0].hostHeaderConfig" }],
  [
    "an empty list of values",
    '[{"field":"source-ip","sourceIpConfig":{"values":[]}}]',
    { kind: "missing-field", field: "[0].sourceIPConfig.values" },
  ],
  [
    "a number among values",
    '[{"field":"path-pattern","pathPatternConfig":{"values":[1]}}]',
    { kind: "invalid-field", field: "[0].pathPatternConfig.values" },
  ],
])("conditions can't be read: %s", (_, text, problem) => {
  expect(readConditions(text)).toMatchObject({ ok: false, error: { ...problem, stopsGroup: true } });
});

test("conditions of other kinds are kept as they are", () => {
  const method = { field: "http-request-method", httpRequestMethodConfig: { values: ["GET"] } };
  const regex = { field: "host-header", hostHeaderConfig: { regexValues: ["^a"] } };
  const host = { Field: "host-header", HostHeaderConfig: { Values: ["a.example"] } };
  expect(readConditions(JSON.stringify([method, host, regex]))).toEqual({
    ok: true,
    value: { hosts: ["a.example"], paths: [], sourceIps: [], other: [JSON.stringify(method), JSON.stringify(regex)] },
  });
});
