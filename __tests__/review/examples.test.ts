import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlanError, type Review, readPlans, reviewPlans, type StackReview } from "../../modules/review";
import { PLANS } from "./recorded-plan";

/** What a review says in short: tenants by what happens to them, other resources as `address: actions`. */
interface Expected {
  readonly stack: string;
  readonly blocked?: readonly string[];
  readonly attention?: readonly string[];
  readonly added?: readonly string[];
  readonly changed?: Readonly<Record<string, readonly string[]>>;
  readonly replaced?: readonly string[];
  readonly removed?: readonly string[];
  readonly drift?: Readonly<Record<string, readonly string[]>>;
  readonly other?: readonly string[];
  readonly outputs?: readonly string[];
}

const ALL = ["acme", "globex", "hooli", "initech", "soylent", "stark", "tyrell", "umbrella", "wayne", "wonka"];

const EXPECTED: Readonly<Record<string, Expected>> = {
  "lb-alarm-changed": { stack: "edge-1", other: ["aws_cloudwatch_metric_alarm.rejected: update (threshold)"] },
  "lb-anchor-removed": {
    stack: "edge-1",
    blocked: ["anchor-destroyed kubernetes_ingress_v1.anchor"],
    other: ["aws_cloudwatch_metric_alarm.rejected: delete ()", "kubernetes_ingress_v1.anchor: delete ()"],
  },
  "lb-certificate-added": { stack: "edge-1", other: ["kubernetes_manifest.params: update (spec.certificateArn)"] },
  "lb-class-renamed": {
    stack: "edge-1",
    blocked: ["ingress-class-replaced kubernetes_ingress_class_v1.class"],
    other: ["kubernetes_ingress_class_v1.class: delete,create (because of metadata.0.name)"],
  },
  "lb-health-check-changed": {
    stack: "edge-1",
    attention: ["health-check-changed aws_lb_target_group.web health_check.path: /healthz → /readyz"],
    other: ["aws_lb_target_group.web: update (health_check)"],
  },
  "lb-no-changes": { stack: "edge-1" },
  "lb-scheme-changed": {
    stack: "edge-1",
    blocked: ["scheme-changed kubernetes_manifest.params"],
    other: ["kubernetes_manifest.params: update (spec.scheme)"],
  },
  "lb-service-removed": {
    stack: "edge-1",
    blocked: [
      "target-group-destroyed aws_lb_target_group.web",
      "target-group-binding-destroyed kubernetes_manifest.web_binding",
    ],
    other: ["aws_lb_target_group.web: delete ()", "kubernetes_manifest.web_binding: delete ()"],
    outputs: ["target_group_arns: delete"],
  },
  "lb-target-group-replace": {
    stack: "edge-1",
    blocked: [
      "target-group-replaced aws_lb_target_group.web",
      "target-group-binding-immutable kubernetes_manifest.web_binding",
    ],
    other: [
      "aws_lb_target_group.web: delete,create (because of protocol)",
      "kubernetes_manifest.web_binding: update (spec.targetGroupARN)",
    ],
    outputs: ["target_group_arns: update"],
  },
  "tenants-add-one": { stack: "edge-1-tenants", added: ["cyberdyne"] },
  "tenants-add-seven": {
    stack: "edge-1-tenants",
    added: ["hooli", "soylent", "stark", "tyrell", "umbrella", "wayne", "wonka"],
  },
  "tenants-change-two": {
    stack: "edge-1-tenants",
    changed: {
      acme: ["host: acme.example.com → shop.acme.example.com"],
      globex: ['answer: forward to shop-web-edge-1 → respond 503 "maintenance"'],
    },
  },
  "tenants-drift": {
    stack: "edge-1-tenants",
    added: ["globex"],
    changed: { acme: ["order: 77 → 0"] },
    drift: {
      acme: ["order: 0 → 77", "undone"],
      globex: ["Ingress tenants/globex.edge-1 was deleted", "undone"],
    },
  },
  "tenants-no-changes": { stack: "edge-1-tenants" },
  "tenants-remove-all": {
    stack: "edge-1-tenants",
    blocked: ["too-many-removals kubernetes_ingress_v1.acme"],
    removed: ALL,
  },
  "tenants-remove-half": {
    stack: "edge-1-tenants",
    blocked: ["too-many-removals kubernetes_ingress_v1.soylent"],
    removed: ["soylent", "stark", "tyrell", "wayne", "wonka"],
  },
  "tenants-remove-one": {
    stack: "edge-1-tenants",
    removed: ["hooli"],
    // That stack numbered its tenants by position, so those behind move up.
    changed: {
      soylent: ["order: 9 → 8"],
      stark: ["order: 5 → 4"],
      tyrell: ["order: 8 → 7"],
      wayne: ["order: 6 → 5"],
      wonka: ["order: 7 → 6"],
    },
  },
  "tenants-replace-one": { stack: "edge-1-tenants", replaced: ["acme"] },
};

const path = (name: string) => join(PLANS, `${name}.json`);
const reviewed = (...names: string[]) => reviewPlans(readPlans(names.map(path)), 1);

test("there is an expectation for every plan", () => {
  const plans = readdirSync(PLANS).filter((file) => file.endsWith(".json"));
  expect(Object.keys(EXPECTED).map((name) => `${name}.json`)).toEqual(plans);
});

describe.each(Object.entries(EXPECTED))("%s", (name, expected) => {
  test("says what happens", () => {
    expect(inShort(reviewed(name))).toEqual({
      verdict: expected.blocked !== undefined ? "block" : expected.attention !== undefined ? "attention" : "pass",
      blocked: [],
      attention: [],
      added: [],
      changed: {},
      replaced: [],
      removed: [],
      drift: {},
      other: [],
      outputs: [],
      ...expected,
    });
  });

  test("counts what Terraform counts", () => {
    const printed = readFileSync(join(PLANS, `${name}.txt`), "utf8");
    const [, add = 0, update = 0, destroy = 0] =
      /^Plan: (\d+) to add, (\d+) to change, (\d+) to destroy\.$/m.exec(printed) ?? [];
    const [stack] = reviewed(name).stacks as [StackReview];
    const others = (action: "create" | "update" | "delete") =>
      stack.other.filter(({ actions }) => actions.includes(action)).length;
    expect([
      stack.added.length + stack.replaced.length + others("create"),
      stack.changed.length + others("update"),
      stack.removed.length + stack.replaced.length + others("delete"),
    ]).toEqual([add, update, destroy].map(Number));
  });
});

test("a run that prevent_destroy refuses leaves no plan, and what Terraform printed is none", () => {
  expect(() => readPlans([join(PLANS, "lb-target-group-replace-refused.txt")])).toThrow(PlanError);
});

test("removals of several plans are counted together", () => {
  expect(reviewed("tenants-remove-one").verdict).toBe("pass");
  expect(reviewed("tenants-replace-one").verdict).toBe("pass");
  const both = reviewed("tenants-remove-one", "tenants-replace-one");
  expect(both.blocked.map(({ code }) => code)).toEqual(["too-many-removals"]);
  expect(both.blocked[0]?.message).toContain("2 tenants are removed or replaced, 1 allowed: acme, hooli.");
});

test("as many removals as allowed pass", () => {
  const plans = readPlans([path("tenants-remove-half")]);
  expect(reviewPlans(plans, 5).verdict).toBe("pass");
  expect(reviewPlans(plans, 4).verdict).toBe("block");
  expect(reviewPlans(readPlans([path("tenants-remove-one")]), 0).verdict).toBe("block");
});

function inShort({ verdict, stacks, blocked, attention }: Review) {
  const [stack] = stacks as [StackReview];
  const names = (changes: readonly { readonly tenant: string }[]) => changes.map(({ tenant }) => tenant);
  return {
    verdict,
    stack: stack.stack,
    blocked: blocked.map(({ code, address }) => `${code} ${address}`),
    attention: attention.map(
      ({ code, address, attribute, before, after }) => `${code} ${address} ${attribute}: ${before} → ${after}`,
    ),
    added: names(stack.added),
    changed: Object.fromEntries(stack.changed.map(({ tenant, what }) => [tenant, what])),
    replaced: names(stack.replaced),
    removed: names(stack.removed),
    drift: Object.fromEntries(
      stack.drift.map(({ tenant, address, what, undone }) => [
        tenant ?? address,
        [...what, undone ? "undone" : "stays"],
      ]),
    ),
    other: stack.other.map(({ address, actions, notes }) => `${address}: ${actions} (${notes.join(", ")})`),
    outputs: stack.outputs.map(({ name, actions }) => `${name}: ${actions}`),
  };
}
