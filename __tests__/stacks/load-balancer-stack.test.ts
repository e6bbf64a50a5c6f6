import { planFleet } from "../../modules/plan";
import { decodeFiles, type FleetFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";
import { synthesize } from "../support/synthesized-stacks";

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON has every shape; expectations say which one.
type Terraform = any;

function stacks(files: FleetFiles): Record<string, Terraform> {
  const fleet = decodeFiles(files);
  return Object.fromEntries([...synthesize(fleet, planFleet(fleet))].map(([name, text]) => [name, JSON.parse(text)]));
}

function edge(config: object = {}, tenants: FleetFiles["tenants"] = {}): Terraform {
  return stacks(smallFleet(tenants, { "edge-1": { ...EDGE, ...config } }))["edge-1"];
}

/** What the anchor waits for, also by way of others. */
function anchorWaitsFor({ resource }: Terraform): Set<string> {
  const reached = new Set<string>();
  const visit = (address: string) => {
    if (reached.has(address)) return;
    reached.add(address);
    const [type, name] = address.split(".") as [string, string];
    const text = JSON.stringify(resource[type][name]);
    const referred = [...text.matchAll(/\$\{(aws_[a-z0-9_]+\.[\w-]+)\./g)].map(([, to]) => to!);
    for (const other of [...(resource[type][name].depends_on ?? []), ...referred]) visit(other);
  };
  visit("kubernetes_ingress_v1.anchor");
  return reached;
}

test("a rate limit is associated by the parameters, before the ALB is built", () => {
  const stack = edge({ rateLimit: { requestsPerHost: 30000 } });
  expect(stack.resource.kubernetes_manifest.params.manifest.spec.wafv2AclArn).toBe(
    "${aws_wafv2_web_acl.rate_limit.arn}",
  );
  expect(anchorWaitsFor(stack)).toContain("aws_wafv2_web_acl.rate_limit");
  expect(stack.resource.aws_cloudwatch_metric_alarm).toHaveProperty("rate_limited_requests");
});

test.each([
  [{}, undefined],
  [{ webAclArn: "none" }, "none"],
  [
    { webAclArn: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/1" },
    "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/1",
  ],
])("web ACL of %j", (config, arn) => {
  const stack = edge(config);
  expect(stack.resource.kubernetes_manifest.params.manifest.spec.wafv2AclArn).toBe(arn);
  expect(stack.resource).not.toHaveProperty("aws_wafv2_web_acl");
});

test("the ALB waits for bindings, parameters and the rules of its security group", () => {
  const waits = anchorWaitsFor(edge());
  for (const address of [
    "kubernetes_manifest.params",
    "kubernetes_manifest.web_binding",
    "kubernetes_manifest.api_binding",
    "aws_security_group.security_group",
    "aws_vpc_security_group_ingress_rule.port_443_from_0_0_0_0_0",
    "aws_vpc_security_group_egress_rule.targets",
  ]) {
    expect(waits).toContain(address);
  }
});

test("the ALB is looked up once the anchor exists, but not anew whenever the anchor changes", () => {
  const { data, locals } = edge({ group: "old-group" });
  expect(data.aws_lb.alb).not.toHaveProperty("depends_on");
  expect(data.aws_lb.alb.tags["ingress.k8s.aws/stack"]).toBe("${local.anchored}");
  expect(locals.anchored).toBe("${substr(kubernetes_ingress_v1.anchor.id, 0, 0)}old-group");
});

test("alarms and dashboard watch this ALB and its target groups", () => {
  const { aws_cloudwatch_metric_alarm: alarms, aws_cloudwatch_dashboard: dashboards } = edge().resource;
  const p99 = alarms.response_time_api.metric_query.find(({ id }: { id: string }) => id === "p99");
  expect(p99.metric.dimensions).toEqual({
    LoadBalancer: "${data.aws_lb.alb.arn_suffix}",
    TargetGroup: "${aws_lb_target_group.api.arn_suffix}",
  });
  // 8 without a rate limit's, one of them the certificate's, and 7 for each of two services.
  expect(Object.keys(alarms)).toHaveLength(8 + 7 * 2);
  const body = JSON.parse(dashboards.dashboard.dashboard_body);
  expect(body.widgets[0].properties.alarms).toHaveLength(8 + 7 * 2);
  expect(edge({ certificates: [] }).resource.aws_cloudwatch_metric_alarm).not.toHaveProperty("tls_errors");
});

test("what AWS would keep when it is no longer mentioned is always said", () => {
  const attributesOf = (config: object) =>
    edge(config).resource.kubernetes_manifest.params.manifest.spec.loadBalancerAttributes;
  expect(attributesOf({})).toContainEqual({ key: "access_logs.s3.enabled", value: "false" });
  expect(attributesOf({ accessLogs: { bucket: "logs" } })).toContainEqual({ key: "access_logs.s3.prefix", value: "" });
  expect(edge().resource.aws_lb_target_group.web).toMatchObject({
    stickiness: { enabled: false },
    load_balancing_cross_zone_enabled: "use_load_balancer_configuration",
  });
});

test("access logs become a table only with athena; the account is whichever the provider is in", () => {
  expect(edge({ accessLogs: { bucket: "logs" } }).resource).not.toHaveProperty("aws_glue_catalog_table");
  const athena = { database: "edge_logs", workgroup: "primary" };
  const { resource, data } = edge({ accessLogs: { bucket: "logs", athena } });
  expect(data.aws_caller_identity).toEqual({ account: expect.anything() });
  expect(resource.aws_glue_catalog_table.access_logs.storage_descriptor.location).toBe(
    "s3://logs/AWSLogs/${data.aws_caller_identity.account.account_id}/elasticloadbalancing/eu-central-1/",
  );
  expect(Object.keys(resource.aws_athena_named_query)).toContain("rules_by_position");
});

test("services and tenants may be called like anything that the stacks make; addresses stay theirs", () => {
  const names =
    "class params alb anchor anchored dashboard default kubernetes aws account cluster requests web-acl rate-limit security-group monitoring backend edge-1".split(
      " ",
    );
  const small = smallFleet(
    Object.fromEntries(names.map((name, order) => [name, { hosts: [`${name}.shop.example`], order, service: name }])),
    {
      "edge-1": {
        ...EDGE,
        services: names,
        rateLimit: { requestsPerHost: 1000 },
        accessLogs: { bucket: "logs", athena: { database: "logs", workgroup: "primary" } },
      },
      // Construct IDs in a stack, too.
      aws: { ...EDGE, services: ["class"] },
      backend: { ...EDGE, services: ["class"] },
      kubernetes: { ...EDGE, services: ["class"] },
    },
  );
  const services = Object.fromEntries(names.map((name) => [name, { namespace: "apps", name, port: 80 }]));
  const eks = { namespace: "tenants", eks: { clusterName: "prod" } };
  const platform = { ...small.platform, services, kubernetes: eks, defaults: { loadBalancer: "edge-1" } };
  const all = stacks({ ...small, platform });
  expect(Object.keys(all["edge-1"].resource.aws_lb_target_group).sort()).toEqual([...names].sort());
  expect(Object.keys(all["edge-1"].resource.kubernetes_manifest).sort()).toEqual(
    [...names.map((name) => `${name}_binding`), "params"].sort(),
  );
  expect(Object.keys(all["edge-1"].resource.aws_cloudwatch_metric_alarm)).toHaveLength(9 + 7 * names.length);
  expect(Object.keys(all["edge-1-tenants"].resource.kubernetes_ingress_v1).sort()).toEqual([...names].sort());
  expect(Object.keys(all["kubernetes-tenants"].data.terraform_remote_state)).toEqual(["kubernetes"]);
});

test("tags arrive literally, on AWS's resources and on the ALB", () => {
  const files = smallFleet({});
  const aws = { ...(files.platform.aws as object), tags: { "${a}": "%{b} $${c}", team: "platform" } };
  const { provider, resource } = stacks({ ...files, platform: { ...files.platform, aws } })["edge-1"];
  expect(provider.aws[0].default_tags).toEqual([
    { tags: { "$${a}": "%%{b} $$${c}", team: "platform", "tenantry/fleet": "shop" } },
  ]);
  expect(resource.kubernetes_manifest.params.manifest.spec.tags).toEqual([
    { key: "$${a}", value: "%%{b} $$${c}" },
    { key: "team", value: "platform" },
  ]);
});

test("a target group's binding is replaced along with it, and neither for a changed port", () => {
  const files = smallFleet({});
  const withService = (web: object) =>
    stacks({ ...files, platform: { ...files.platform, services: { ...(files.platform.services as object), web } } })[
      "edge-1"
    ].resource;
  const service = { namespace: "apps", name: "web", port: 80, targetPort: 8080 };
  const before = withService(service);
  expect(before.kubernetes_manifest.web_binding.lifecycle.replace_triggered_by).toEqual(["aws_lb_target_group.web.id"]);
  const after = withService({ ...service, port: 8000, targetPort: 9000 });
  expect(after.aws_lb_target_group.web).toEqual(before.aws_lb_target_group.web);
  expect(after.kubernetes_manifest.web_binding.manifest.metadata).toEqual(
    before.kubernetes_manifest.web_binding.manifest.metadata,
  );
});

test("named ports of Pods and the health check's own port are opened; of nodes every port", () => {
  const files = smallFleet({});
  const portsOf = (service: object) => {
    const services = { ...(files.platform.services as object), web: { namespace: "apps", name: "web", ...service } };
    const { resource } = stacks({ ...files, platform: { ...files.platform, services } })["edge-1"];
    return resource.kubernetes_manifest.web_binding.manifest.spec.networking.ingress[0].ports;
  };
  expect(portsOf({ port: 80, targetPort: "http", healthCheck: { port: 9090 } })).toEqual([
    { port: "http", protocol: "TCP" },
    { port: 9090, protocol: "TCP" },
  ]);
  expect(portsOf({ port: 80, healthCheck: { port: 80 } })).toEqual([{ port: 80, protocol: "TCP" }]);
  expect(portsOf({ port: 80, targetType: "instance" })).toEqual([{ protocol: "TCP" }]);
});
