import type { LoadBalancerPlan } from "../../modules/plan";
import type { Difference } from "../../modules/verify";
import {
  awsAction,
  builtFrom,
  FakeAws,
  type FakeListener,
  type FakeLoadBalancer,
  target,
  targetGroupArn,
} from "./fake-aws";
import { CERTIFICATES, fleet, verify } from "./fleet";

const plan = fleet().plan.loadBalancers.find(({ key }) => key === "edge-1") as LoadBalancerPlan;

/** The differences after somebody changed the ALB that the controller built. */
async function differencesAfter(
  change: (https: FakeListener, loadBalancer: FakeLoadBalancer, aws: FakeAws) => void,
): Promise<readonly Difference[]> {
  const aws = new FakeAws();
  const loadBalancer = builtFrom(plan);
  aws.loadBalancers.push(loadBalancer);
  change(loadBalancer.listeners[1]!, loadBalancer, aws);
  const { verification } = await verify(aws);
  return verification.loadBalancers["edge-1"]!.differences;
}

/** What a difference is about, without its two sides. */
function outline({ kind, subject, port, priority, tenant }: Difference): string {
  return `${kind} ${subject} ${port} ${priority} ${tenant ?? ""}`.trim();
}

function renumber({ rules }: FakeListener): void {
  rules.forEach((rule, index) => {
    rule.Priority = String(index + 1);
  });
}

test("what the controller builds equals the plan", async () => {
  expect(plan.listeners[1]?.rules.map(({ tenant }) => tenant)).toEqual([
    "acme",
    "beta",
    "beta",
    "canary",
    "closed",
    "limited",
    "limited",
    "moved",
  ]);
  expect(await differencesAfter(() => {})).toEqual([]);
});

test("the spelling of what means the same does not matter", async () => {
  const differences = await differencesAfter(({ rules }) => {
    rules[0]!.Conditions![1] = { Field: "host-header", Values: ["ACME.shop.example"] };
    rules[0]!.Actions = [{ Type: "forward", TargetGroupArn: targetGroupArn("shop-web-edge-1") }];
    rules[5]!.Conditions![0] = {
      Field: "source-ip",
      SourceIpConfig: { Values: ["2001:0db8:0:0::/48", "203.0.113.0/24"] },
    };
    rules[7]!.Actions![0]!.RedirectConfig = {
      Host: "acme.shop.example",
      Path: "/#{path}",
      Query: "#{query}",
      Port: "#{port}",
      Protocol: "#{protocol}",
      StatusCode: "HTTP_302",
    };
    // Gaps between priorities are no difference: the same rule answers.
    rules[7]!.Priority = "900";
  });
  expect(differences).toEqual([]);
});

describe("rules", () => {
  test("a missing one in front is one difference, though all others moved up", async () => {
    const differences = await differencesAfter((https) => {
      https.rules.shift();
      renumber(https);
    });
    expect(differences.map(outline)).toEqual(["missing rule 443 1 acme"]);
    expect(differences[0]?.expected).toEqual({
      priority: 1,
      tenant: "acme",
      ingress: "tenants/acme.edge-1",
      conditions: { hosts: ["acme.shop.example"], paths: ["/*"], sourceIps: [] },
      action: { type: "forward", targetGroups: [{ name: "shop-web-edge-1", weight: 1 }] },
    });
    expect(differences[0]?.message).toBe("No such rule: acme.shop.example /*: forward to shop-web-edge-1");
  });

  test("an unexpected one in front is one difference, with the tenant whose host it takes", async () => {
    const differences = await differencesAfter((https) => {
      https.rules.unshift({
        RuleArn: "rule-x",
        Conditions: [
          { Field: "host-header", HostHeaderConfig: { Values: ["canary.shop.example"] } },
          { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "X-Beta", Values: ["yes"] } },
        ],
        Actions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }],
      });
      https.rules.push({
        Conditions: [{ Field: "host-header", Values: ["old.example"] }],
        Actions: https.rules[1]!.Actions,
      });
      renumber(https);
    });
    expect(differences.map(outline)).toEqual(["unexpected rule 443 1 canary", "unexpected rule 443 10"]);
    expect(differences[0]?.message).toBe(
      'Not in the plan: canary.shop.example any path if {"Field":"http-header","HttpHeaderConfig":' +
        '{"HttpHeaderName":"X-Beta","Values":["yes"]}}: respond 200',
    );
  });

  test("a changed action, conditions changed, and a rewrite", async () => {
    const differences = await differencesAfter(({ rules }) => {
      rules[0]!.Actions = [
        awsAction({ type: "forward", targetGroups: [{ service: "next", name: "shop-next-edge-1", weight: 1 }] }),
      ];
      rules[1]!.Conditions = [
        { Field: "host-header", HostHeaderConfig: { Values: ["beta.shop.example"] } },
        { Field: "path-pattern", PathPatternConfig: { Values: ["/api", "/api/*"] } },
      ];
      rules[2]!.Conditions![0] = { Field: "path-pattern", PathPatternConfig: { Values: ["/shop/*"] } };
      rules[7]!.Transforms = [
        { Type: "url-rewrite", UrlRewriteConfig: { Rewrites: [{ Regex: "^/a", Replace: "/b" }] } },
      ];
    });
    expect(differences.map(outline)).toEqual([
      "changed rule 443 1 acme",
      "changed rule 443 2 beta",
      "changed rule 443 3 beta",
      "changed rule 443 8 moved",
    ]);
    expect(differences.map(({ message }) => message)).toEqual([
      "acme.shop.example /*: forward to shop-next-edge-1 instead of forward to shop-web-edge-1",
      expect.stringMatching(/^beta.shop.example \/api, .* instead of beta/),
      expect.stringContaining("/shop/*: forward to shop-web-edge-1 instead of"),
      expect.stringContaining('rewritten ({"Type":"url-rewrite",'),
    ]);
  });

  test.each<[string, string, (listener: FakeListener) => void]>([
    ["weights", "canary", ({ rules }) => (rules[3]!.Actions![0]!.ForwardConfig!.TargetGroups![0]!.Weight = 50)],
    [
      "stickiness",
      "canary",
      ({ rules }) =>
        (rules[3]!.Actions![0]!.ForwardConfig!.TargetGroupStickinessConfig = { Enabled: true, DurationSeconds: 60 }),
    ],
    [
      "the body of a fixed response",
      "closed",
      ({ rules }) => (rules[4]!.Actions![0]!.FixedResponseConfig!.MessageBody = "x"),
    ],
    [
      "its content type",
      "closed",
      ({ rules }) => (rules[4]!.Actions![0]!.FixedResponseConfig!.ContentType = "text/html"),
    ],
    [
      "the status of a redirect",
      "moved",
      ({ rules }) => (rules[7]!.Actions![0]!.RedirectConfig!.StatusCode = "HTTP_301"),
    ],
    ["the query of a redirect", "moved", ({ rules }) => (rules[7]!.Actions![0]!.RedirectConfig!.Query = "")],
    ["the sources", "limited", ({ rules }) => (rules[5]!.Conditions![0]!.SourceIpConfig!.Values = ["203.0.113.0/24"])],
    ["a log-in", "acme", ({ rules }) => rules[0]!.Actions!.unshift({ Type: "authenticate-oidc", Order: 0 })],
    [
      "a regular expression",
      "acme",
      ({ rules }) =>
        (rules[0]!.Conditions![1] = {
          Field: "host-header",
          HostHeaderConfig: { Values: ["acme.shop.example"], RegexValues: ["^a"] },
        }),
    ],
  ])("%s count", async (_, tenant, change) => {
    const differences = await differencesAfter(change);
    expect(differences.map(({ kind, tenant }) => ({ kind, tenant }))).toEqual([{ kind: "changed", tenant }]);
  });

  test("order counts: the rule that jumped the queue is named, not the others", async () => {
    const differences = await differencesAfter((https) => {
      https.rules.unshift(https.rules.pop()!);
      renumber(https);
    });
    expect(differences.map(outline)).toEqual(["changed rule 443 8 moved"]);
    expect(differences[0]?.message).toMatch(/^In the wrong place \(priority 1, planned 8\)/);
    expect(differences[0]?.actual).toMatchObject({ priority: 1 });
  });

  test("a tenant's rules for its sources and for all others are not taken for each other", async () => {
    const differences = await differencesAfter((https) => {
      https.rules.splice(5, 1);
      renumber(https);
    });
    expect(differences.map(outline)).toEqual(["missing rule 443 6 limited"]);
  });

  test("the same rule twice: one is unexpected", async () => {
    const differences = await differencesAfter((https) => {
      https.rules.push({ ...https.rules[0]! });
      renumber(https);
    });
    expect(differences.map(outline)).toEqual(["unexpected rule 443 9 acme"]);
  });
});

describe("listeners", () => {
  test("a missing, an unexpected one", async () => {
    const differences = await differencesAfter((_, loadBalancer) => {
      loadBalancer.listeners[0]!.port = 8080;
      loadBalancer.listeners.reverse();
    });
    expect(differences.map(outline)).toEqual(["missing listener 80 null", "unexpected listener 8080 null"]);
  });

  test("the missing listener of all rules is one difference", async () => {
    const differences = await differencesAfter((_, loadBalancer) => loadBalancer.listeners.pop());
    expect(differences.map(outline)).toEqual(["missing listener 443 null"]);
    expect(differences[0]?.message).toBe("There is no HTTPS listener; 6 tenants in 8 rules should be served by it.");
  });

  test("another protocol, another default action", async () => {
    const differences = await differencesAfter((https, loadBalancer) => {
      https.default = [awsAction({ type: "fixed-response", statusCode: 503, contentType: "text/plain", body: "" })];
      loadBalancer.listeners[0]!.default = [
        { Type: "redirect", RedirectConfig: { StatusCode: "HTTP_301", Protocol: "HTTPS", Port: "8443" } },
      ];
      https.protocol = "HTTP";
    });
    expect(differences.map(outline)).toEqual([
      "changed default-action 80 null",
      "changed listener 443 null",
      "changed default-action 443 null",
    ]);
    expect(differences[2]?.message).toBe('The default action is respond 503 instead of respond 404 "Not found".');
  });

  test("certificates: another default, one missing, one unexpected", async () => {
    const differences = await differencesAfter((https) => {
      https.certificates = [
        { CertificateArn: CERTIFICATES[1], IsDefault: true },
        { CertificateArn: CERTIFICATES[0], IsDefault: false },
        { CertificateArn: "arn:other", IsDefault: false },
        { CertificateArn: CERTIFICATES[1], IsDefault: false },
      ];
    });
    expect(differences.map(({ kind, expected, actual }) => [kind, expected, actual])).toEqual([
      ["changed", CERTIFICATES[0], CERTIFICATES[1]],
      ["missing", CERTIFICATES[1], undefined],
      ["missing", CERTIFICATES[2], undefined],
      ["unexpected", undefined, "arn:other"],
    ]);
  });

  test("a load balancer that AWS is still making", async () => {
    const differences = await differencesAfter((_, loadBalancer) => {
      loadBalancer.state = "provisioning";
    });
    expect(differences.map(outline)).toEqual(["changed load-balancer 443 null"]);
    expect(await differencesAfter((_, loadBalancer) => (loadBalancer.state = "active_impaired"))).toEqual([]);
  });
});

describe("targets", () => {
  test("one healthy target is enough", async () => {
    const states = [target("unhealthy", "Target.Timeout"), target("healthy"), target("draining")];
    expect(await differencesAfter((_, __, aws) => aws.health.set("shop-web-edge-1", states))).toEqual([]);
  });

  test("a target group with none is a difference", async () => {
    const differences = await differencesAfter((_, __, aws) => {
      aws.health.set("shop-web-edge-1", [
        target("unhealthy", "Target.Timeout"),
        target("unhealthy", "Target.Timeout"),
        target("initial"),
      ]);
      aws.health.set("shop-next-edge-1", []);
    });
    expect(differences.map(outline)).toEqual(["changed targets 443 null", "changed targets 443 null"]);
    expect(differences.map(({ message }) => message)).toEqual([
      "The target group shop-next-edge-1 has no healthy target: none is registered.",
      "The target group shop-web-edge-1 has no healthy target: 1 initial; 2 unhealthy, Target.Timeout.",
    ]);
  });

  test("a target group that no rule uses is not asked about, and that is said", async () => {
    const aws = new FakeAws();
    aws.loadBalancers.push(builtFrom(plan));
    const { verification } = await verify(aws);
    expect(verification.loadBalancers["edge-1"]?.notes).toEqual([
      "No rule sends requests to shop-spare-edge-1, so AWS does not check whether the targets are healthy.",
    ]);
    expect(aws.count("DescribeTargetHealth")).toBe(2);
  });
});
