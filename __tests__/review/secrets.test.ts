import { renderMarkdown, renderText } from "../../modules/document";
import { reviewDocument, reviewJson } from "../../modules/review";
import { styleFor } from "../../modules/terminal";
import { change, ingress, type PlanDocument, planDocument, review } from "./plan-builder";

const SECRET = "hunter2-s3cr3t";
const ACTION = "alb.ingress.kubernetes.io/actions.forward-to-tg";
const address = "kubernetes_ingress_v1.acme";

/** All that a review prints, in every form. */
function everything(plan: PlanDocument): string {
  const result = review([plan], 0);
  return [
    JSON.stringify(reviewJson(result)),
    renderMarkdown(reviewDocument(result)).text,
    renderText(reviewDocument(result), { style: styleFor({ isTTY: false }) }),
  ].join("\n");
}

const withSecret = (more = "") =>
  ingress("acme.edge-1", {
    annotations: {
      [ACTION]: JSON.stringify({
        type: "fixed-response",
        fixedResponseConfig: { statusCode: "200", messageBody: SECRET + more },
      }),
      "example.com/token": SECRET + more,
    },
    labels: { secret: SECRET + more },
    host: `${SECRET}${more}.shop.example`,
  });

/** Marks for the annotations, labels and hosts of an Ingress. */
const MARKS: Readonly<Record<string, unknown>> = {
  "every value": {
    metadata: [{ annotations: { [ACTION]: true, "example.com/token": true }, labels: { secret: true } }],
    spec: [{ rule: [{ host: true }] }],
  },
  "whole maps and blocks": { metadata: [{ annotations: true, labels: true }], spec: [{ rule: true }] },
  "whole lists": { metadata: true, spec: true },
  everything: true,
};

test("the plans give the secret away where nothing marks it", () => {
  expect(everything(planDocument([change(address, withSecret(), withSecret("2"))]))).toContain(SECRET);
});

describe.each(Object.entries(MARKS))("%s sensitive", (_, marks) => {
  // What one side marks is a secret on the other as well: that is how a value becomes sensitive, or stops being so.
  const SIDES = [
    { before_sensitive: marks, after_sensitive: marks },
    { before_sensitive: marks, after_sensitive: {} },
    { before_sensitive: {}, after_sensitive: marks },
  ];
  const PAIRS: readonly [string, unknown, unknown][] = [
    ["added", null, withSecret()],
    ["changed", withSecret(), withSecret("2")],
    ["changed to a secret", ingress("acme.edge-1"), withSecret()],
    ["removed", withSecret(), null],
  ];

  test.each(PAIRS)("%s", (_what, before, after) => {
    for (const side of SIDES) {
      expect(everything(planDocument([change(address, before, after, side)]))).not.toContain(SECRET);
      const drift = [change(address, before, after, side)];
      const now = change(address, after, after, side);
      const plan = planDocument(after === null ? [] : [now], { resource_drift: drift });
      expect(everything(plan)).not.toContain(SECRET);
    }
  });
});

test("a tenant whose secrets change is listed, without them", () => {
  const before_sensitive = MARKS["every value"];
  const { stacks } = review([planDocument([change(address, withSecret(), withSecret("2"), { before_sensitive })])]);
  expect(stacks[0]?.changed).toEqual([
    { tenant: "acme", what: ["only values that are sensitive, or that no listener rule shows"], addresses: [address] },
  ]);
});

test("other resources, parameters, outputs, and all the rest of a plan", () => {
  const params = (scheme: string) => ({
    manifest: { kind: "IngressClassParams", spec: { scheme, group: { name: SECRET } } },
    object: { spec: { scheme } },
  });
  const marks = { manifest: { spec: { scheme: true } }, object: { spec: { scheme: true } } };
  const plan = planDocument(
    [
      change(address, ingress("acme.edge-1"), ingress("acme.edge-1")),
      change("aws_lb_target_group.web", { name: SECRET, tags: { [SECRET]: SECRET } }, null),
      change("aws_cloudwatch_metric_alarm.a", { threshold: SECRET }, { threshold: `${SECRET}2` }),
      change("kubernetes_manifest.params", params(SECRET), params(`${SECRET}2`), { before_sensitive: marks }),
      change("kubernetes_secret_v1.s", { data: { a: SECRET } }, { data: { a: `${SECRET}2` } }),
    ],
    {
      variables: { token: { value: SECRET } },
      output_changes: { token: { actions: ["update"], before: SECRET, after: SECRET, after_sensitive: true } },
      prior_state: { values: { root_module: { resources: [{ values: { token: SECRET } }] } } },
    },
  );
  const printed = everything(plan);
  expect(printed).not.toContain(SECRET);
  expect(printed).toContain("scheme-changed");
  expect(printed).toContain("threshold");
  expect(printed).toContain("token");
});

test("names of tenants and stacks", () => {
  const value = ingress(`${SECRET}.${SECRET}`, { labels: { "tenantry/tenant": SECRET }, host: "acme.test" });
  const after_sensitive = { metadata: [{ name: true, labels: { "tenantry/tenant": true } }] };
  const plan = planDocument([
    change(address, null, value, { after_sensitive }),
    change("kubernetes_manifest.params", null, { manifest: { kind: "IngressClassParams" } }),
  ]);
  expect(everything(plan)).not.toContain(SECRET);
});

test("values that are known only after apply are called so", () => {
  const after = ingress("acme.edge-1", { annotations: { [ACTION]: undefined } });
  const after_unknown = { metadata: [{ annotations: { [ACTION]: true } }] };
  const { stacks } = review([planDocument([change(address, ingress("acme.edge-1"), after, { after_unknown })])]);
  expect(stacks[0]?.changed[0]?.what).toEqual(["answer: forward to shop-web-edge-1 → answer (known after apply)"]);
});
