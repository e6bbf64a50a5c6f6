import { action, type IngressInput, importing, importingList, path, rule } from "./dump-builder";

const stepsOf = (inputs: readonly IngressInput[]) => importing(inputs).migrations[0]!.steps;
const textOf = (inputs: readonly IngressInput[]) =>
  stepsOf(inputs)
    .map(({ what, details }) => [what, ...details].join("\n"))
    .join("\n");
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `t${index}` }));

test("taking over a group: quota, the load balancer, its tenants, removal, verify", () => {
  expect(stepsOf([{ name: "a" }]).map(({ what }) => what.split(/[ :]/).slice(0, 2).join(" "))).toEqual([
    "Look up",
    "Deploy edge.",
    "Deploy edge-tenants.",
    "Delete the",
    "Ask the",
  ]);
});

test("a new ALB: DNS has to follow before anything is deleted", () => {
  const steps = stepsOf([{ name: "a", alb: { "group.name": null } }]);
  expect(steps.map(({ what }) => what.split(" ")[0])).toEqual(["Deploy", "Point", "Delete"]);
  expect(steps[1]!.details).toEqual(["a.shop.example"]);
});

test("the rule quota counts old and new rules, on every listener that carries them", () => {
  const [migration] = importing(many(60)).migrations;
  expect(migration!.rules).toEqual({ before: 60, after: 60, meanwhile: 120 });
  expect(textOf(many(60))).toContain("have AWS raise the quota first");
  expect(textOf(many(40))).not.toContain("have AWS raise the quota first");
  const plain = many(40).map((one) => ({ ...one, alb: { "ssl-redirect": null } }));
  expect(importing(plain).migrations[0]!.rules.before).toBe(80);
});

test("the quota of target groups, which AWS never raises", () => {
  expect(importing(many(100)).migrations[0]!.targetGroups).toEqual({ before: 100, after: 1, staying: 0 });
  expect(textOf(many(100))).toContain("until 1 fewer are left");
});

test("a target group today is one of an Ingress, a Service and a port as it is written", () => {
  const rules = [
    rule("a.shop.example", path("/x"), path("/y", "Prefix", "web", "http"), path("/z", "Prefix", "api"), path("/")),
    rule("b.shop.example", path("/")),
  ];
  expect(importing([{ name: "a", rules }]).migrations[0]!.targetGroups.before).toBe(3);
});

test("old Ingresses are deleted from the end of the group's order, where each has its place", () => {
  const steps = stepsOf([
    { name: "wild", rules: [rule("*.shop.example", path("/"))], labels: { "app.kubernetes.io/managed-by": "Helm" } },
    { name: "a" },
    { name: "first", namespace: "zoo", alb: { "group.order": "-1" } },
    { name: "b", namespace: "more" },
    { name: "last", alb: { "group.order": "5" } },
  ]).filter(({ what }) => what.startsWith("Delete"));
  expect(steps.map(({ details }) => details)).toEqual([
    [
      "Helm writes apps/wild: delete them there, or they come back.",
      "kubectl delete ingress -n apps last",
      "kubectl delete ingress -n more b",
      "kubectl delete ingress -n apps wild a",
      "kubectl delete ingress -n zoo first",
    ],
  ]);
});

test("which rules come first while both are there", () => {
  const [migration] = importing([
    { name: "early" },
    { name: "late", namespace: "zoo" },
    { name: "last", alb: { "group.order": "900" } },
  ]).migrations;
  expect(migration!.answersFirst).toEqual({ old: ["apps/early", "zoo/late"], new: ["apps/last"] });
  const [alone] = importing([{ name: "late", namespace: "zoo" }]).migrations;
  expect(alone!.answersFirst).toEqual({ old: [], new: ["zoo/late"] });
});

test("annotations that would be in conflict with the fleet's own are removed first", () => {
  const alb = {
    subnets: "subnet-0123456789abcdef0,subnet-0123456789abcdef1",
    "load-balancer-name": "old",
    "manage-backend-security-group-rules": "false",
  };
  const text = textOf([
    { name: "a", alb },
    { name: "b", alb },
  ]);
  for (const name of Object.keys(alb)) {
    expect(text).toContain(`kubectl annotate ingress -n apps a b alb.ingress.kubernetes.io/${name}-`);
  }
  expect(textOf([{ name: "a", alb: { "manage-backend-security-group-rules": "true" } }])).not.toContain("annotate");
});

test("what stops the group comes first, and who stays is named", () => {
  const steps = stepsOf([
    { name: "a" },
    {
      name: "broken",
      alb: { "actions.x": "{" },
      rules: [rule("b.shop.example", path("/", "Prefix", "x", "use-annotation"))],
    },
    { name: "login", alb: { "auth-type": "oidc" } },
  ]);
  expect(steps[0]!.details).toEqual(["apps/broken: repair or delete it; it stops the group today"]);
  expect(steps.at(-2)!.details).toEqual(["apps/broken", "apps/login"]);
});

test("who else writes the old Ingresses is named where it matters", () => {
  const inputs: IngressInput[] = [
    { name: "a", annotations: { "argocd.argoproj.io/tracking-id": "shop:apps/Ingress:apps/a" } },
    { name: "b", labels: { "kustomize.toolkit.fluxcd.io/name": "shop" } },
    { name: "c", annotations: { "meta.helm.sh/release-name": "shop" } },
    { name: "d", annotations: { "rollouts.argoproj.io/managed-alb-actions": "{}" } },
    { name: "e" },
  ];
  const steps = stepsOf(inputs);
  const removal = steps.find(({ what }) => what.startsWith("Delete"))!.details;
  expect(removal).toEqual([
    "Argo CD writes apps/a: delete them there, or they come back.",
    "Flux writes apps/b: delete them there, or they come back.",
    "Helm writes apps/c: delete them there, or they come back.",
    "kubectl delete ingress -n apps e d c b a",
  ]);
  const rollouts = steps.findIndex(({ what }) => what.includes("Argo Rollouts"));
  const tenants = steps.findIndex(({ what }) => what.startsWith("Deploy edge-tenants"));
  expect(steps[rollouts]!.details).toEqual(["apps/d"]);
  expect(rollouts).toBeLessThan(tenants);
});

test("target groups that were made by hand go last, with their bindings", () => {
  const arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef";
  const input: IngressInput = {
    name: "a",
    alb: { "actions.forward-to-tg": JSON.stringify({ type: "forward", targetGroupARN: arn }) },
    rules: [rule("a.shop.example", action("/", "forward-to-tg"))],
  };
  const binding = {
    kind: "TargetGroupBinding",
    metadata: { name: "web", namespace: "apps" },
    spec: { targetGroupARN: arn, targetType: "ip", serviceRef: { name: "web", port: 80 } },
  };
  const steps = importingList(
    [input, { ...input, name: "b", rules: [rule("b.shop.example", action("/", "forward-to-tg"))] }],
    [binding],
  ).migrations[0]!;
  expect(steps.targetGroups).toEqual({ before: 1, after: 1, staying: 0 });
  const removal = steps.steps.findIndex(({ what }) => what.startsWith("Delete the old Ingresses"));
  expect(steps.steps[removal + 1]).toMatchObject({ what: expect.stringMatching(/made by hand/), details: [arn] });
});
