import fc from "fast-check";
import { renderMarkdown, renderText } from "../../modules/document";
import { PlanError, parseTerraformPlan, reviewDocument, reviewJson, reviewPlans } from "../../modules/review";
import { styleFor } from "../../modules/terminal";
import { runs } from "../support/property-runs";
import { ingress, type PlanDocument, planDocument } from "./plan-builder";

/** Keys and texts that the review looks for, so that random values get deep into it. */
const WORD = fc.constantFrom(
  ...[
    "metadata",
    "spec",
    "rule",
    "http",
    "path",
    "backend",
    "service",
    "port",
    "name",
    "host",
    "annotations",
    "labels",
  ],
  ...["manifest", "object", "kind", "IngressClassParams", "TargetGroupBinding", "scheme", "group", "tls", "hosts"],
  ...["alb.ingress.kubernetes.io/actions.web", "alb.ingress.kubernetes.io/conditions.web", "web", "use-annotation"],
  ...[
    '{"type":"forward"}',
    '{"type":"redirect","redirectConfig":[]}',
    '[{"field":"source-ip"}]',
    "[null]",
    "{",
    "null",
  ],
  ...["acme.edge-1", "tenantry/tenant", "__proto__", "constructor", "default_backend", "", "🙂", "\ud800"],
);

const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, 1.5),
    WORD,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(WORD, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

/** An Ingress with one part of it replaced by anything. */
const bentIngress = fc.tuple(fc.nat(40), anyValue).map(([place, part]) => {
  let left = place;
  const bend = (value: unknown): unknown => {
    if (left-- === 0) return part;
    if (Array.isArray(value)) return value.map(bend);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bend(inner)]));
  };
  return bend(ingress("acme.edge-1"));
});

const resource = fc.record({
  address: fc.oneof(WORD, fc.constant("kubernetes_ingress_v1.acme")),
  mode: fc.constantFrom("managed", "data", null),
  type: fc.constantFrom(
    ...["kubernetes_ingress_v1", "kubernetes_manifest", "kubernetes_ingress_class_v1", "aws_lb_target_group", "other"],
  ),
  name: WORD,
  deposed: fc.constantFrom(undefined, "0badcafe"),
  previous_address: fc.option(WORD),
  change: fc.record({
    actions: fc.subarray(["no-op", "create", "read", "update", "delete", "forget"], { maxLength: 2 }),
    before: fc.oneof(bentIngress, anyValue),
    after: fc.oneof(bentIngress, anyValue),
    after_unknown: anyValue,
    before_sensitive: anyValue,
    after_sensitive: anyValue,
  }),
});

test("whatever a plan has in it, the review ends with a verdict", () => {
  const changes = fc.array(resource, { maxLength: 4 });
  fc.assert(
    fc.property(changes, changes, anyValue, (now, drift, configuration) => {
      const plan = parse(planDocument(now, { resource_drift: drift, configuration }));
      const review = reviewPlans([{ path: "plan.json", plan }], 1);
      expect(["pass", "attention", "block"]).toContain(review.verdict);
      expect(() => JSON.stringify(reviewJson(review))).not.toThrow();
      expect(Buffer.byteLength(renderMarkdown(reviewDocument(review)).text)).toBeLessThanOrEqual(60_000);
      expect(renderText(reviewDocument(review), { style: styleFor({ isTTY: false }) })).not.toContain("undefined");
    }),
    runs(150),
  );
});

test("whatever a file has in it, it is a plan or a clear error", () => {
  fc.assert(
    fc.property(
      fc.oneof(anyValue, fc.record({ format_version: fc.constant("1.2"), resource_changes: anyValue })),
      (value) => {
        try {
          parse(value as PlanDocument);
        } catch (error) {
          expect(error).toBeInstanceOf(PlanError);
        }
      },
    ),
    runs(150),
  );
});

test("nesting without end does not run out of stack", () => {
  const deep = (levels: number) => `${'{"a":['.repeat(levels)}1${"]}".repeat(levels)}`;
  const change = `{"actions":["update"],"before":${deep(50_000)},"after":${deep(50_001)},"before_sensitive":${deep(9_999)}}`;
  const changes = ["kubernetes_ingress_v1", "kubernetes_manifest", "aws_lb_target_group"].map(
    (type) => `{"address":"${type}.x","type":"${type}","name":"x","change":${change}}`,
  );
  const content = `{"format_version":"1.2","complete":true,"resource_changes":[${changes}],"resource_drift":[${changes}]}`;
  const plan = parseTerraformPlan(Buffer.from(content), "plan.json");
  expect(reviewPlans([{ path: "plan.json", plan }], 1).verdict).toBe("pass");
});

function parse(document: PlanDocument) {
  return parseTerraformPlan(Buffer.from(JSON.stringify(document) ?? "null"), "plan.json");
}
