import { planFleet } from "../../modules/plan";
import { decodeFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";
import { synthesize } from "../support/synthesized-stacks";

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON has every shape; expectations say which one.
type Terraform = any;

interface Options {
  readonly kubernetes?: object;
  readonly services?: Readonly<Record<string, object>>;
  readonly loadBalancer?: object;
}

/** The stack of a load balancer of EKS Auto Mode. */
function auto({
  kubernetes = { eks: { clusterName: "prod" } },
  services = {},
  loadBalancer = {},
}: Options = {}): Terraform {
  const { platform, tenants } = smallFleet({}, { "edge-1": { ...EDGE, controller: "eks-auto-mode", ...loadBalancer } });
  const given = platform.services as Record<string, object>;
  const fleet = decodeFiles({
    platform: {
      ...platform,
      kubernetes: { namespace: "tenants", ...kubernetes },
      services: Object.fromEntries(Object.entries(given).map(([name, one]) => [name, { ...one, ...services[name] }])),
    },
    tenants,
  });
  return JSON.parse(synthesize(fleet, planFleet(fleet)).get("edge-1")!);
}

const accessOf = ({ resource }: Terraform) =>
  Object.entries<Terraform>(resource.aws_vpc_security_group_ingress_rule)
    .filter(([name]) => name.startsWith("targets_"))
    .map(([name, rule]) => [
      name,
      rule.from_port,
      rule.to_port,
      rule.referenced_security_group_id,
      rule.security_group_id,
    ]);

const OWN = "${aws_security_group.security_group.id}";
const OF_CLUSTER = "${data.aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}";

describe("Auto Mode deletes a target group with its binding", () => {
  test("so a service that is protected protects both", () => {
    const { resource } = auto({ services: { api: { protect: false } } });
    const { web_binding: web, api_binding: api } = resource.kubernetes_manifest;
    expect(web.lifecycle).toEqual({ prevent_destroy: true, replace_triggered_by: ["aws_lb_target_group.web.id"] });
    expect(api.lifecycle).toEqual({ replace_triggered_by: ["aws_lb_target_group.api.id"] });
    expect(resource.aws_lb_target_group.api).not.toHaveProperty("lifecycle");
  });
});

describe("Terraform lets the load balancer into its targets' security groups", () => {
  test("of the cluster, once for each port of all services", () => {
    expect(
      accessOf(
        auto({ services: { web: { targetPort: 8080, healthCheck: { port: 9090 } }, api: { targetPort: 8080 } } }),
      ),
    ).toEqual([
      ["targets_port_8080", 8080, 8080, OWN, OF_CLUSTER],
      ["targets_port_9090", 9090, 9090, OWN, OF_CLUSTER],
    ]);
  });

  test("of nodes on the ports of Services, and on that of the health check", () => {
    const nodes = { targetType: "instance", port: "http" };
    expect(
      accessOf(auto({ services: { web: nodes, api: { ...nodes, healthCheck: { port: 10256 } } } })).map(
        ([name]) => name,
      ),
    ).toEqual(["targets_port_10256", "targets_ports_30000_to_32767"]);
  });

  test("that are given, from those that are given", () => {
    const stack = auto({
      kubernetes: {
        kubeconfig: { path: "config" },
        controllerClusterName: "prod",
        targetSecurityGroups: ["sg-00000003"],
      },
      loadBalancer: { securityGroups: ["sg-00000001", "sg-00000002"] },
    });
    expect(accessOf(stack)).toEqual([
      ["targets_port_80_from_sg_00000001_in_sg_00000003", 80, 80, "sg-00000001", "sg-00000003"],
      ["targets_port_80_from_sg_00000002_in_sg_00000003", 80, 80, "sg-00000002", "sg-00000003"],
    ]);
    expect(stack.data).not.toHaveProperty("aws_eks_cluster");
  });

  test("before the ALB is built", () => {
    expect(auto().resource.kubernetes_ingress_v1.anchor.depends_on).toContain(
      "aws_vpc_security_group_ingress_rule.targets_port_80",
    );
  });

  test("and looks the cluster up also where a kubeconfig reaches it", () => {
    const stack = auto({ kubernetes: { kubeconfig: { path: "config" }, controllerClusterName: "prod" } });
    expect(stack.data.aws_eks_cluster.cluster.name).toBe("prod");
    expect(stack.provider.kubernetes).toEqual([{ config_path: "config" }]);
    expect(stack.output).not.toHaveProperty("cluster_endpoint");
  });
});

test("what parameters have no field for, the anchor says", () => {
  const webAclArn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/1";
  const annotations = (loadBalancer: object) => {
    const { metadata } = auto({ loadBalancer }).resource.kubernetes_ingress_v1.anchor;
    const { "ssl-redirect": redirect, "wafv2-acl-arn": acl } = Object.fromEntries(
      Object.entries(metadata.annotations).map(([name, value]) => [
        name.replace("alb.ingress.kubernetes.io/", ""),
        value,
      ]),
    );
    return [redirect, acl];
  };
  expect(annotations({ webAclArn })).toEqual(["443", webAclArn]);
  expect(annotations({ http: "off" })).toEqual([undefined, undefined]);
  expect(annotations({ certificates: [] })).toEqual([undefined, undefined]);
});

test("the ALB is found by Auto Mode's tags", () => {
  const { data, locals } = auto();
  expect(data.aws_lb.alb.tags).toEqual({
    "eks:eks-cluster-name": "prod",
    "ingress.eks.amazonaws.com/stack": "${local.anchored}",
  });
  expect(locals.anchored).toMatch(/shop-edge-1$/);
});
