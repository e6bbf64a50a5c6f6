import type { LoadBalancerPlan } from "../../modules/plan";
import { awsError, builtFrom, FakeAws, type FakeLoadBalancer } from "./fake-aws";
import { fleet, verify } from "./fleet";

const ACL = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/theirs/1";

/** What differs, and what is noted, when an ALB is not as `platform.json` has it. */
async function compared(
  config: object,
  change: (loadBalancer: FakeLoadBalancer, aws: FakeAws) => void = () => {},
): Promise<{ readonly differences: readonly string[]; readonly notes: readonly string[]; readonly aws: FakeAws }> {
  const { platform, plan } = fleet(undefined, config);
  const edge = plan.loadBalancers.find(({ key }) => key === "edge-1") as LoadBalancerPlan;
  const aws = new FakeAws();
  aws.loadBalancers.push(builtFrom(edge));
  change(aws.loadBalancers[0]!, aws);
  const { verification } = await verify(aws, { platform, loadBalancers: [edge] });
  const { differences, notes } = verification.loadBalancers["edge-1"]!;
  return { differences: differences.map(({ subject, message }) => `${subject}: ${message}`), notes, aws };
}

test("scheme", async () => {
  expect((await compared({ scheme: "internet-facing" })).differences).toEqual([
    "scheme: The load balancer is internal instead of internet-facing.",
  ]);
});

test("deletion protection", async () => {
  expect((await compared({ deletionProtection: true })).differences).toEqual([
    "deletion-protection: The deletion protection is off instead of on.",
  ]);
});

test("the TLS policy, at its listener", async () => {
  const { differences } = await compared({}, ({ listeners }) => {
    listeners[1]!.sslPolicy = "ELBSecurityPolicy-2016-08";
  });
  expect(differences).toEqual([
    "tls-policy: The TLS policy is ELBSecurityPolicy-2016-08 instead of ELBSecurityPolicy-TLS13-1-2-2021-06.",
  ]);
});

describe("security groups", () => {
  const securityGroups = ["sg-0000000000000000a"];

  test("may be joined by one of the controller's own", async () => {
    expect((await compared({ securityGroups })).differences).toEqual([]);
  });

  test("that are missing, or that are too many", async () => {
    const { differences } = await compared({ securityGroups }, (loadBalancer) => {
      loadBalancer.securityGroups = ["sg-0000000000000000c", "sg-0000000000000000d"];
    });
    expect(differences).toEqual([
      "security-groups: The load balancer lacks the security groups sg-0000000000000000a and has others: sg-0000000000000000c, sg-0000000000000000d.",
    ]);
  });

  test("that Terraform makes have an ID that only Terraform knows", async () => {
    const { differences } = await compared({}, (loadBalancer) => {
      loadBalancer.securityGroups = ["sg-1", "sg-2", "sg-3"];
    });
    expect(differences).toEqual([]);
  });
});

describe("the web ACL", () => {
  test("that is another one, or none", async () => {
    expect((await compared({ webAclArn: ACL })).differences).toEqual([
      `web-acl: The web ACL is none instead of ${ACL}.`,
    ]);
    const other = await compared({ webAclArn: ACL }, (loadBalancer) => {
      loadBalancer.webAcl = `${ACL}0`;
    });
    expect(other.differences).toEqual([`web-acl: The web ACL is ${ACL}0 instead of ${ACL}.`]);
  });

  test("that is the right one, or one that is made here, or one that nobody planned", async () => {
    const withAcl = (loadBalancer: FakeLoadBalancer) => {
      loadBalancer.webAcl = ACL;
    };
    expect((await compared({ webAclArn: ACL }, withAcl)).differences).toEqual([]);
    const rateLimit = { requestsPerHost: 1000 };
    expect((await compared({ rateLimit }, withAcl)).differences).toEqual([]);
    expect((await compared({ rateLimit })).differences).toEqual([
      "web-acl: The web ACL is none instead of the one that is made for it.",
    ]);
    const managedRules = [{ name: "AWSManagedRulesCommonRuleSet" }];
    expect((await compared({ managedRules })).differences).toHaveLength(1);
    expect((await compared({ managedRules }, withAcl)).differences).toEqual([]);
    const unplanned = await compared({}, withAcl);
    expect(unplanned.differences).toEqual([]);
    expect(unplanned.aws.count("GetWebACLForResource")).toBe(0);
  });
});

test("a web ACL that is to be taken off", async () => {
  expect((await compared({ webAclArn: "none" })).differences).toEqual([]);
  const { differences } = await compared({ webAclArn: "none" }, (loadBalancer) => {
    loadBalancer.webAcl = ACL;
  });
  expect(differences).toEqual([`web-acl: The web ACL is ${ACL} instead of none.`]);
});

test("what a role may not read is noted, and the rest compared", async () => {
  const { differences, notes } = await compared({ webAclArn: ACL, deletionProtection: true }, (_, aws) => {
    for (const operation of ["DescribeLoadBalancerAttributes", "GetWebACLForResource"]) {
      aws.failures.set(operation, [awsError("AccessDenied", "not authorized", 403)]);
    }
  });
  expect(differences).toEqual([]);
  expect(notes.slice(0, 2)).toEqual([
    expect.stringMatching(/^The deletion protection was not compared: AWS denies DescribeLoadBalancerAttributes/),
    expect.stringMatching(/^The web ACL was not compared: AWS denies GetWebACLForResource/),
  ]);
});
