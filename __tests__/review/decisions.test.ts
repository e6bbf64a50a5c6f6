import { DECISIONS, PLAN_DECISIONS, TENANT_LIMITS } from "../../modules/review/decisions";
import { change, ingress, type PlanDocument, planDocument, review } from "./plan-builder";
import { changed, recorded, updated } from "./recorded-plan";

const LB = "lb-no-changes";
const PARAMS = "kubernetes_manifest.params";
const BINDING = "kubernetes_manifest.web_binding";
const CLASS = "kubernetes_ingress_class_v1.class";
const ANCHOR = "kubernetes_ingress_v1.anchor";
const TARGET_GROUP = "aws_lb_target_group.web";
const ALB = "alb.ingress.kubernetes.io/";

// biome-ignore lint/suspicious/noExplicitAny: a recorded value, edited
type Edit = (after: any) => void;

/** What is blocked, and what is to be looked at, in short. */
function decided(...plans: PlanDocument[]): { blocked: string[]; attention: string[] } {
  const { blocked, attention } = review(plans);
  return {
    blocked: blocked.map(({ code }) => code),
    attention: attention.map(({ code, attribute }) => `${code} ${attribute}`),
  };
}

describe("blocked by effect, though Terraform says update in place", () => {
  test.each<[what: string, code: string, address: string, edit: Edit]>([
    ["the list of certificates is empty", "certificates-removed", PARAMS, ({ spec }) => (spec.certificateArn = [])],
    ["the list of certificates is gone", "certificates-removed", PARAMS, ({ spec }) => delete spec.certificateArn],
    ["the redirect to HTTPS is gone", "tls-redirect-removed", PARAMS, ({ spec }) => delete spec.sslRedirectPort],
    ["the scheme", "scheme-changed", PARAMS, ({ spec }) => (spec.scheme = "internal")],
    ["the group", "group-changed", PARAMS, ({ spec }) => (spec.group.name = "other")],
    ["no group", "group-changed", PARAMS, ({ spec }) => delete spec.group],
    [
      "another namespace",
      "namespace-selector-changed",
      PARAMS,
      ({ spec }) => (spec.namespaceSelector.matchLabels["kubernetes.io/metadata.name"] = "other"),
    ],
    ["any namespace", "namespace-selector-changed", PARAMS, ({ spec }) => delete spec.namespaceSelector],
    ["another name", "ingress-class-parameters-renamed", PARAMS, ({ metadata }) => (metadata.name = "other")],
    ["another kind", "ingress-class-parameters-renamed", PARAMS, (manifest) => (manifest.kind = "ConfigMap")],
    [
      "another Service",
      "target-group-binding-service-changed",
      BINDING,
      ({ spec }) => (spec.serviceRef.name = "absent"),
    ],
    ["another port of it", "target-group-binding-service-changed", BINDING, ({ spec }) => (spec.serviceRef.port = 81)],
    ["another target group", "target-group-binding-immutable", BINDING, ({ spec }) => (spec.targetGroupARN = "arn:x")],
    ["another target type", "target-group-binding-immutable", BINDING, ({ spec }) => (spec.targetType = "instance")],
    ["a binding of another kind", "target-group-binding-renamed", BINDING, (manifest) => (manifest.kind = "ConfigMap")],
    ["another name of it", "target-group-binding-renamed", BINDING, ({ metadata }) => (metadata.name = "other")],
    [
      "another namespace of it",
      "target-group-binding-renamed",
      BINDING,
      ({ metadata }) => (metadata.namespace = "other"),
    ],
    ["no network", "target-group-binding-network-closed", BINDING, ({ spec }) => delete spec.networking],
    ["an empty network", "target-group-binding-network-closed", BINDING, ({ spec }) => (spec.networking = {})],
    [
      "a network without ports, which opens none",
      "target-group-binding-network-closed",
      BINDING,
      ({ spec }) => (spec.networking.ingress[0].ports = []),
    ],
    [
      "another port of the targets",
      "target-group-binding-network-closed",
      BINDING,
      ({ spec }) => (spec.networking.ingress[0].ports[0].port = 9090),
    ],
    [
      "nothing but another security group",
      "target-group-binding-network-closed",
      BINDING,
      ({ spec }) => (spec.networking.ingress[0].from = [{ securityGroup: { groupID: "sg-other" } }]),
    ],
    [
      "a label by which the controller knows its own bindings",
      "target-group-binding-claimed",
      BINDING,
      ({ metadata }) => (metadata.labels = { "ingress.k8s.aws/stack": "edge-1" }),
    ],
    [
      "a tag by which the controller knows its own target groups",
      "target-group-claimed",
      TARGET_GROUP,
      (group) => (group.tags = { "elbv2.k8s.aws/cluster": "prod" }),
    ],
    [
      "the same tag from the provider's defaults",
      "target-group-claimed",
      TARGET_GROUP,
      (group) => (group.tags_all = { "ingress.eks.amazonaws.com/stack": "edge-1" }),
    ],
    [
      "the controller of the class",
      "ingress-class-controller-changed",
      CLASS,
      ({ spec }) => (spec[0].controller = "example.com/other"),
    ],
    ["the parameters of the class", "ingress-class-changed", CLASS, ({ spec }) => (spec[0].parameters = [])],
    ["the class of the anchor", "anchor-changed", ANCHOR, ({ spec }) => (spec[0].ingress_class_name = "other")],
    [
      "the HTTPS listener",
      "listen-port-removed",
      ANCHOR,
      ({ metadata }) => (metadata[0].annotations[`${ALB}listen-ports`] = '[{"HTTP": 80}]'),
    ],
    [
      "the HTTP listener",
      "listen-port-removed",
      ANCHOR,
      ({ metadata }) => (metadata[0].annotations[`${ALB}listen-ports`] = '[{"HTTPS":443}]'),
    ],
    [
      "the listeners' annotation",
      "listen-port-removed",
      ANCHOR,
      ({ metadata }) => delete metadata[0].annotations[`${ALB}listen-ports`],
    ],
    [
      "a listeners' annotation that nobody can read",
      "listen-port-removed",
      ANCHOR,
      ({ metadata }) => (metadata[0].annotations[`${ALB}listen-ports`] = "["),
    ],
    [
      "the security groups",
      "security-groups-removed",
      ANCHOR,
      ({ metadata }) => delete metadata[0].annotations[`${ALB}security-groups`],
    ],
  ])("%s", (_what, code, address, edit) => {
    expect(decided(updated(LB, address, edit)).blocked).toEqual([code]);
  });

  test("all certificates at once, as `certificates: []` generates it, is one change with three reasons", () => {
    const plan = updated(LB, PARAMS, ({ spec }) => {
      delete spec.certificateArn;
      delete spec.sslRedirectPort;
      delete spec.sslPolicy;
    });
    const anchor = updated(LB, ANCHOR, ({ metadata }) => {
      metadata[0].annotations[`${ALB}listen-ports`] = '[{"HTTP":80}]';
    });
    expect(decided(plan, anchor).blocked).toEqual([
      "certificates-removed",
      "tls-redirect-removed",
      "listen-port-removed",
    ]);
    expect(review([plan]).blocked[0]?.message).toContain("in plain text on port 80");
  });

  test("what is known only after apply may be none", () => {
    const plan = recorded(LB);
    const { change } = plan.resource_changes.find(({ address }: { address: string }) => address === PARAMS);
    change.actions = ["update"];
    delete change.after.manifest.spec.certificateArn;
    change.after_unknown = { manifest: { spec: { certificateArn: true } }, object: true };
    expect(decided(plan).blocked).toEqual(["certificates-removed"]);
  });

  test("EKS Auto Mode's own kinds count as those of the controller", () => {
    const autoMode: Edit = (manifest) => {
      manifest.apiVersion = "eks.amazonaws.com/v1";
      manifest.spec.certificateARNs = manifest.spec.certificateArn;
      delete manifest.spec.certificateArn;
    };
    const plan = updated(LB, PARAMS, autoMode);
    const { change } = plan.resource_changes.find(({ address }: { address: string }) => address === PARAMS);
    change.before = structuredClone(change.after);
    for (const side of [change.after.manifest, change.after.object]) side.spec.certificateARNs = [];
    expect(decided(plan).blocked).toEqual(["certificates-removed"]);
    const binding = changed(LB, BINDING, ["delete"]);
    expect(review([binding]).blocked[0]?.message).toContain("EKS Auto Mode deletes the target group as well");
  });
});

describe("to be looked at, with what it was and what it will be", () => {
  test.each<[what: string, expected: string, address: string, edit: Edit]>([
    ["subnets", "subnets-changed spec.subnets", PARAMS, ({ spec }) => spec.subnets.ids.pop()],
    [
      "address type",
      "address-type-changed spec.ipAddressType",
      PARAMS,
      ({ spec }) => (spec.ipAddressType = "dualstack"),
    ],
    ["web ACL", "web-acl-changed spec.wafv2AclArn", PARAMS, ({ spec }) => (spec.wafv2AclArn = "arn:acl")],
    [
      "an attribute of the ALB",
      "load-balancer-attribute-changed spec.loadBalancerAttributes[idle_timeout.timeout_seconds]",
      PARAMS,
      ({ spec }) => (spec.loadBalancerAttributes[1].value = "10"),
    ],
    [
      "who may connect",
      "inbound-changed spec.inboundCIDRs",
      PARAMS,
      ({ spec }) => (spec.inboundCIDRs = ["10.0.0.0/8"]),
    ],
    [
      "TLS policy",
      "tls-policy-changed spec.sslPolicy",
      PARAMS,
      ({ spec }) => (spec.sslPolicy = "ELBSecurityPolicy-2016-08"),
    ],
    [
      "default certificate",
      "default-certificate-changed spec.certificateArn",
      PARAMS,
      ({ spec }) => spec.certificateArn.unshift("arn:new"),
    ],
    [
      "another certificate instead",
      "certificate-removed spec.certificateArn",
      PARAMS,
      ({ spec }) => (spec.certificateArn = ["arn:new"]),
    ],
    ["a name", "load-balancer-name-changed spec.loadBalancerName", PARAMS, ({ spec }) => (spec.loadBalancerName = "x")],
    [
      "a listener's attribute",
      "load-balancer-attribute-changed spec.listeners",
      PARAMS,
      ({ spec }) => (spec.listeners = [{ port: 443 }]),
    ],
    [
      "a setting of later versions",
      "ingress-class-parameters-setting-changed spec.new",
      PARAMS,
      ({ spec }) => (spec.new = 1),
    ],
    [
      "health check",
      "health-check-changed health_check.path",
      TARGET_GROUP,
      (group) => (group.health_check[0].path = "/"),
    ],
    [
      "another setting of the target group",
      "target-group-setting-changed deregistration_delay",
      TARGET_GROUP,
      (group) => (group.deregistration_delay = "5"),
    ],
    [
      "a further security group",
      "target-group-binding-network-changed spec.networking",
      BINDING,
      ({ spec }) => spec.networking.ingress[0].from.push({ securityGroup: { groupID: "sg-other" } }),
    ],
    [
      "security groups",
      `security-groups-changed metadata.annotations[${ALB}security-groups]`,
      ANCHOR,
      ({ metadata }) => (metadata[0].annotations[`${ALB}security-groups`] += ",sg-2"),
    ],
    [
      "a further listener",
      `listener-changed metadata.annotations[${ALB}listen-ports]`,
      ANCHOR,
      ({ metadata }) => (metadata[0].annotations[`${ALB}listen-ports`] = '[{"HTTP":80},{"HTTPS":443},{"HTTPS":8443}]'),
    ],
    [
      "a listener's attributes",
      `listener-changed metadata.annotations[${ALB}listener-attributes.HTTPS-443]`,
      ANCHOR,
      ({ metadata }) => (metadata[0].annotations[`${ALB}listener-attributes.HTTPS-443`] = "a=b"),
    ],
    [
      "the answer for unknown hosts",
      `unknown-host-answer-changed metadata.annotations[${ALB}actions.unknown-host]`,
      ANCHOR,
      ({ metadata }) => (metadata[0].annotations[`${ALB}actions.unknown-host`] = "{}"),
    ],
    [
      "a rule of the anchor",
      "anchor-setting-changed spec.rule",
      ANCHOR,
      ({ spec }) => (spec[0].rule = [{ host: "a.example", http: [] }]),
    ],
    [
      "a rule of the security group",
      "inbound-changed ",
      "aws_vpc_security_group_ingress_rule.in443",
      (rule) => (rule.cidr_ipv4 = "10.0.0.0/8"),
    ],
    [
      "rules inside of a security group",
      "inbound-changed ingress",
      "aws_security_group.sg",
      (group) => group.ingress.push({ from_port: 22 }),
    ],
  ])("%s", (_what, expected, address, edit) => {
    const plan = updated(LB, address, edit);
    expect(decided(plan)).toEqual({ blocked: [], attention: [expected] });
    expect(review([plan]).verdict).toBe("attention");
  });

  test("deletion protection that is switched off, not on", () => {
    const protect = (value: string) => {
      const plan = updated(LB, PARAMS, ({ spec }) => (spec.loadBalancerAttributes[0].value = value));
      const { change } = plan.resource_changes.find(({ address }: { address: string }) => address === PARAMS);
      const opposite = value === "true" ? "false" : "true";
      for (const side of [change.before.manifest, change.before.object]) {
        side.spec.loadBalancerAttributes[0].value = opposite;
      }
      return decided(plan).attention;
    };
    const attribute = "spec.loadBalancerAttributes[deletion_protection.enabled]";
    expect(protect("false")).toEqual([`deletion-protection-off ${attribute}`]);
    expect(protect("true")).toEqual([`load-balancer-attribute-changed ${attribute}`]);
  });

  test("a web ACL that no parameter names any more, while the controller leaves it on the ALB", () => {
    const from = (before: string, after: string | undefined) => {
      const plan = updated(LB, PARAMS, ({ spec }) => {
        if (after !== undefined) spec.wafv2AclArn = after;
      });
      const { change } = plan.resource_changes.find(({ address }: { address: string }) => address === PARAMS);
      for (const side of [change.before.manifest, change.before.object]) side.spec.wafv2AclArn = before;
      return decided(plan).attention;
    };
    expect(from("arn:acl", undefined)).toEqual(["web-acl-left-attached spec.wafv2AclArn"]);
    expect(from("arn:acl", "none")).toEqual(["web-acl-changed spec.wafv2AclArn"]);
  });

  test("values, and a message that has them", () => {
    const plan = updated(LB, TARGET_GROUP, (group) => {
      group.health_check[0].path = "/ready";
    });
    expect(review([plan]).attention).toEqual([
      {
        code: "health-check-changed",
        address: TARGET_GROUP,
        attribute: "health_check.path",
        before: "/healthz",
        after: "/ready",
        message: expect.stringContaining("In edge-1 the health check changes (health_check.path: /healthz → /ready)."),
      },
    ]);
    const closed = changed(LB, "aws_vpc_security_group_ingress_rule.in443", ["delete"]);
    expect(review([closed]).attention).toMatchObject([{ before: "tcp 443 from 0.0.0.0/0", after: null }]);
  });

  test("rate limits, and a web ACL that goes", () => {
    const acl = (limit: number) => ({ name: "shop-edge-1", rule: [{ name: "per-host", limit }], default_action: [] });
    const change = (actions: string[], after: object | null) => ({
      address: "aws_wafv2_web_acl.rate_limit",
      mode: "managed",
      type: "aws_wafv2_web_acl",
      name: "rate_limit",
      change: { actions, before: acl(100), after },
    });
    const plan = (actions: string[], after: object | null) => {
      const document = recorded(LB);
      document.resource_changes.push(change(actions, after));
      return document;
    };
    expect(decided(plan(["update"], acl(200))).attention).toEqual(["rate-limit-changed rule.limit"]);
    expect(decided(plan(["delete"], null)).attention).toEqual(["web-acl-destroyed "]);
  });
});

test("what is harmless passes: a certificate more, tags, labels of the anchor", () => {
  const certificate = updated(LB, PARAMS, ({ spec }) => {
    spec.certificateArn.push("arn:new");
    spec.tags.push({ key: "a", value: "b" });
  });
  const tags = updated(LB, TARGET_GROUP, (group) => {
    group.tags = { team: "a" };
    group.tags_all = { team: "a" };
  });
  const labels = updated(LB, ANCHOR, ({ metadata }) => {
    metadata[0].labels = { a: "b" };
  });
  const waiting = updated(LB, ANCHOR, (anchor) => {
    anchor.timeouts = { create: "5m" };
  });
  expect(review([certificate, tags, labels, waiting]).verdict).toBe("pass");
});

test("the first deployment is nothing to look at", () => {
  const plan = recorded(LB);
  for (const { change } of plan.resource_changes) Object.assign(change, { actions: ["create"], before: null });
  plan.resource_drift = [];
  expect(review([plan]).verdict).toBe("pass");
});

describe("the wrong cluster, or a lost state", () => {
  /** A plan for which everything in the cluster vanished. */
  function vanished(name: string, ...types: string[]) {
    const plan = recorded(name);
    const gone = plan.resource_changes.filter(({ type }: { type: string }) => types.includes(type));
    plan.resource_drift = gone.map((resource: { change: object }) => ({
      ...resource,
      change: { ...resource.change, actions: ["delete"], after: null },
    }));
    for (const { change } of gone) Object.assign(change, { actions: ["create"], before: null });
    return plan;
  }

  test("protected objects that would be made anew are blocked", () => {
    const plan = vanished(LB, "kubernetes_manifest", "kubernetes_ingress_class_v1", "kubernetes_ingress_v1");
    expect(decided(plan).blocked).toEqual([
      "ingress-class-vanished",
      "anchor-vanished",
      "ingress-class-parameters-vanished",
      "target-group-binding-vanished",
    ]);
    expect(review([plan]).blocked[0]?.message).toContain("Check which cluster");
  });

  test("tenants beyond the limit, too", () => {
    const plan = vanished("tenants-no-changes", "kubernetes_ingress_v1");
    const { blocked } = review([plan]);
    expect(blocked.map(({ code }) => code)).toEqual(["too-many-vanished"]);
    expect(blocked[0]?.message).toMatch(/^10 tenants are missing in the cluster/);
    expect(review([recorded("tenants-drift")]).blocked).toEqual([]);
  });

  test("what was deleted, and is not made anew, is no such thing", () => {
    const plan = vanished(LB, "kubernetes_ingress_class_v1");
    plan.resource_changes = plan.resource_changes.filter(({ address }: { address: string }) => address !== CLASS);
    expect(decided(plan).blocked).toEqual([]);
  });
});

test("a plan that runs actions of providers, or has parts that are not known, is not passed over", () => {
  const plan = (more: object) => ({ ...recorded(LB), ...more });
  expect(decided(plan({ action_invocations: [{ type: "aws_lambda_invoke" }] })).blocked).toEqual(["plan-runs-actions"]);
  expect(decided(plan({ future_changes: [{}] })).attention).toEqual(["plan-part-unknown future_changes"]);
  expect(decided(plan({ action_invocations: [], future_changes: [], checks: [{}] })).attention).toEqual([]);
});

test("a plan that does not say whether it is complete says so", () => {
  const { complete: _, ...older } = recorded(LB);
  const { verdict, attention } = review([older]);
  expect(verdict).toBe("attention");
  expect(attention).toMatchObject([{ code: "plan-completeness-unknown", address: "edge-1", attribute: "complete" }]);
  expect(review([planDocument([], { deferred_changes: [] })]).verdict).toBe("pass");
});

test("every decision has a code of its own for a reader, and every block says what to do", () => {
  for (const decisions of Object.values(DECISIONS)) {
    for (const { verdict, remediation, effect } of decisions) {
      expect(effect).toMatch(/[.)]$/);
      if (verdict === "block") expect(remediation).toMatch(/[.]$/);
    }
  }
  const limits = [...TENANT_LIMITS, ...Object.values(PLAN_DECISIONS)].map(({ code }) => code);
  expect(new Set(limits).size).toBe(limits.length);
});

describe("a pool's Ingress", () => {
  const ADDRESS = "kubernetes_ingress_v1.pool_1";
  const pool = ingress("edge-1.pool-1", { host: "*.shop.example", annotations: { [`${ALB}group.order`]: "998" } });
  const decide = (before: unknown, after: unknown) => {
    const { blocked, attention, stacks } = review([planDocument([change(ADDRESS, before, after)])]);
    return { blocked: blocked.map(({ code }) => code), attention: attention.map(({ code }) => code), stacks };
  };

  test("that comes is nobody's tenant", () => {
    const { blocked, attention, stacks } = decide(undefined, pool);
    expect({ blocked, attention }).toEqual({ blocked: [], attention: [] });
    expect(stacks[0]?.added).toEqual([]);
  });

  test("that goes, or leaves its place, is blocked", () => {
    expect(decide(pool, undefined).blocked).toEqual(["pool-destroyed"]);
    const moved = ingress("edge-1.pool-1", { host: "*.shop.example", annotations: { [`${ALB}group.order`]: "1" } });
    expect(decide(pool, moved).blocked).toEqual(["pool-moved"]);
  });

  test("that answers otherwise is shown", () => {
    const { blocked, attention } = decide(
      pool,
      ingress("edge-1.pool-1", { host: "*.shop.test", annotations: { [`${ALB}group.order`]: "998" } }),
    );
    expect(blocked).toEqual([]);
    expect(attention).toContain("pool-changed");
  });
});
