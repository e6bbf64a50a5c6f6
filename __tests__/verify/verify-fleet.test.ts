import type { LoadBalancerPlan } from "../../modules/plan";
import { awsError, builtFrom, FakeAws } from "./fake-aws";
import { cluster, fleet, verify } from "./fleet";

const { plan, platform } = fleet();
const edge = plan.loadBalancers.find(({ key }) => key === "edge-1") as LoadBalancerPlan;

function awsWith(...plans: readonly LoadBalancerPlan[]): FakeAws {
  const aws = new FakeAws();
  aws.loadBalancers.push(...plans.map(builtFrom));
  return aws;
}

/** The message of the error that verifying ends with. */
async function failure(aws: FakeAws, options = {}): Promise<{ code: string; message: string }> {
  const error = await verify(aws, options).then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ name: "VerifyError" });
  return error;
}

describe("finding the load balancer", () => {
  test("by the group's tag, on any page, tags in batches of 20", async () => {
    const aws = new FakeAws();
    for (let number = 0; number < 44; number++) {
      const other = builtFrom({ ...edge, group: `other-${number}`, name: `other-${number}` });
      if (number % 11 === 0) other.type = "network";
      aws.loadBalancers.push(other);
    }
    aws.loadBalancers.push(builtFrom(edge));
    const { verification } = await verify(aws);
    expect(verification.ok).toBe(true);
    expect(aws.tagBatches).toEqual([20, 20, 1]);
    // 45 by two to a page, then the one that was found.
    expect(aws.count("DescribeLoadBalancers")).toBe(23 + 1);
    // 8 rules and the default one, and the default one of HTTP.
    expect(aws.count("DescribeRules")).toBe(5 + 1);
    expect(aws.count("DescribeListenerCertificates")).toBe(2);
  });

  test("of the right cluster, if platform.json names it", async () => {
    const aws = awsWith(edge);
    aws.loadBalancers[0]!.tags["elbv2.k8s.aws/cluster"] = "staging";
    const { verification } = await verify(aws);
    expect(verification.loadBalancers["edge-1"]?.state).toBe("missing");
  });

  test("of EKS Auto Mode by its own tags, beside one of the other controller", async () => {
    const auto = { ...edge, controller: "eks-auto-mode" as const };
    const aws = awsWith(edge, auto);
    aws.loadBalancers[1]!.arn += "-auto";
    const { verification } = await verify(aws, { loadBalancers: [auto] });
    expect(verification.loadBalancers["edge-1"]).toMatchObject({ state: "converged", arn: aws.loadBalancers[1]!.arn });
    const { verification: none } = await verify(awsWith(edge), { loadBalancers: [auto] });
    expect(none.loadBalancers["edge-1"]?.notes[0]).toContain("ingress.eks.amazonaws.com/stack = shop-edge-1");
  });

  test("two of them: says what to set", async () => {
    const aws = awsWith(edge, edge);
    const { code, message } = await failure(aws);
    expect(code).toBe("ambiguous");
    expect(message).toContain("controllerClusterName");
  });

  test("in another account, whatever stands there: says so", async () => {
    const aws = awsWith({ ...edge, group: "other" });
    aws.loadBalancers[0]!.arn = aws.loadBalancers[0]!.arn.replace("123456789012", "999999999999");
    const { code, message } = await failure(aws);
    expect(code).toBe("wrong-account");
    expect(message).toContain("999999999999");
  });

  test("none: every listener is missing, and where it was looked for is said", async () => {
    const { verification } = await verify(new FakeAws());
    expect(verification).toMatchObject({
      ok: false,
      loadBalancers: {
        "edge-1": {
          state: "missing",
          differences: [
            { kind: "missing", port: 80 },
            { kind: "missing", port: 443 },
          ],
        },
      },
    });
    expect(verification.loadBalancers["edge-1"]?.notes[0]).toContain("eu-central-1");
  });
});

describe("waiting", () => {
  test("looks again after growing pauses until it is equal", async () => {
    const aws = awsWith(edge);
    const rules = aws.loadBalancers[0]!.listeners[1]!.rules;
    const late = rules.splice(4);
    let looks = 0;
    aws.beforeLook = () => {
      // The first look begins with a search.
      if (++looks === 5) rules.push(...late);
    };
    const { verification, clock, lines } = await verify(aws, { timeoutMs: 60_000 });
    expect(verification.ok).toBe(true);
    expect(clock.sleeps).toEqual([2000, 3000, 4500]);
    expect(lines).toEqual([
      "edge-1: 4 differences after 0 s",
      "edge-1: 4 differences after 2 s",
      "edge-1: 4 differences after 5 s",
      "edge-1: equal to the plan after 10 s",
    ]);
  });

  test("says what the controller says, each of it once", async () => {
    const aws = awsWith(edge);
    aws.loadBalancers[0]!.listeners[1]!.rules.pop();
    const events = cluster([{ ingress: "edge-1", reason: "FailedBuildModel", message: "no IPv6 in the subnets" }]);
    const { lines } = await verify(aws, { timeoutMs: 10_000, clients: { loadBalancing: aws, webAcls: aws, events } });
    const said = "edge-1: the controller says FailedBuildModel for tenants/edge-1: no IPv6 in the subnets";
    expect(lines.filter((line) => line.includes("the controller says"))).toEqual([said]);
    expect(lines.indexOf(said)).toBe(1);
  });

  test("ends with a look at the time-out, never earlier or later", async () => {
    const aws = awsWith(edge);
    aws.loadBalancers[0]!.listeners[1]!.rules.pop();
    const { verification, clock } = await verify(aws, { timeoutMs: 10_000 });
    expect(verification.ok).toBe(false);
    expect(verification.loadBalancers["edge-1"]?.state).toBe("different");
    expect(clock.sleeps).toEqual([2000, 3000, 4500, 500]);
  });

  test("pauses never grow above 30 s", async () => {
    const { clock } = await verify(new FakeAws(), { timeoutMs: 300_000 });
    expect(Math.max(...clock.sleeps)).toBe(30_000);
    expect(clock.time).toBe(300_000);
  });

  test("a load balancer that has converged is not asked about again", async () => {
    const aws = awsWith(...plan.loadBalancers);
    aws.loadBalancers[0]!.listeners[1]!.rules.pop();
    const { verification } = await verify(aws, { timeoutMs: 2000, loadBalancers: plan.loadBalancers });
    expect(Object.entries(verification.loadBalancers).map(([key, { state }]) => [key, state])).toEqual([
      ["edge-1", "different"],
      ["inside", "converged"],
    ]);
    // Two looks at two listeners, one at one.
    expect(aws.requests.filter((request) => request === "DescribeListeners")).toHaveLength(3);
    expect(verification.ok).toBe(false);
  });

  test("one that is deleted while it is looked at is searched for again", async () => {
    const aws = awsWith(edge);
    aws.failures.set("DescribeRules", [awsError("ListenerNotFound"), awsError("ListenerNotFound")]);
    const { verification } = await verify(aws, { timeoutMs: 60_000 });
    expect(verification.ok).toBe(true);
  });
});

describe("AWS refuses", () => {
  const throttled = () => awsError("Throttling", "Rate exceeded");

  test("throttled: looks again later, and says so", async () => {
    const aws = awsWith(edge);
    aws.failures.set("DescribeRules", [throttled(), awsError("RequestLimitExceeded", "", 503)]);
    const { verification, clock, lines } = await verify(aws, { timeoutMs: 60_000 });
    expect(verification.ok).toBe(true);
    expect(clock.sleeps).toEqual([2000, 3000]);
    expect(lines[0]).toMatch(/^edge-1: could not be looked at \(AWS throttles DescribeRules \(Throttling\)\./);
  });

  test("throttled until the time is up: an error", async () => {
    const aws = awsWith(edge);
    aws.failures.set("DescribeTags", Array.from({ length: 100 }, throttled));
    const { code, message } = await failure(aws, { timeoutMs: 60_000 });
    expect(code).toBe("throttled");
    expect(message).toBe(
      "AWS throttles DescribeTags (Throttling). Try again later, or give it more time with --timeout.",
    );
  });

  test("throttled later on: what an earlier look showed is reported", async () => {
    const aws = awsWith(edge);
    aws.loadBalancers[0]!.listeners[1]!.rules.pop();
    let looks = 0;
    aws.beforeLook = () => {
      if (++looks === 3) aws.failures.set("DescribeRules", Array.from({ length: 100 }, throttled));
    };
    const { verification } = await verify(aws, { timeoutMs: 30_000 });
    const { state, differences, notes } = verification.loadBalancers["edge-1"]!;
    expect([state, differences.length]).toEqual(["different", 1]);
    expect(notes[0]).toMatch(/^This is what an earlier look showed\. AWS throttles DescribeRules/);
  });

  test.each<[string, unknown, string, string]>([
    [
      "expired keys",
      awsError("ExpiredToken", "The security token included in the request is expired", 403),
      "expired-credentials",
      "aws sso login",
    ],
    [
      "an expired SSO session",
      awsError("CredentialsProviderError", "The SSO session associated with this profile has expired."),
      "expired-credentials",
      "aws sso login",
    ],
    [
      "no credentials",
      awsError("CredentialsProviderError", "Could not load credentials from any providers"),
      "no-credentials",
      "AWS_PROFILE",
    ],
    [
      "wrong keys",
      awsError("InvalidClientTokenId", "The security token is invalid.", 403),
      "invalid-credentials",
      "clock",
    ],
    [
      "no right",
      awsError("AccessDenied", "User: x is not authorized to perform: y", 403),
      "access-denied",
      "docs/iam/verify.json",
    ],
    ["something else", awsError("ValidationError", "No."), "refused", "ValidationError: No"],
  ])("%s: an error at once, with what to do", async (_, error, code, words) => {
    const aws = awsWith(edge);
    aws.failures.set("DescribeLoadBalancers", [error]);
    const thrown = await failure(aws, { timeoutMs: 60_000 });
    expect(thrown.code).toBe(code);
    expect(thrown.message).toContain(words);
    expect(aws.requests).toHaveLength(1);
  });

  test.each<[string, unknown, string]>([
    [
      "no network",
      Object.assign(new AggregateError([new Error("connect ECONNREFUSED ::1:443")]), { code: "ECONNREFUSED" }),
      "unreachable",
    ],
    ["no name", Object.assign(new Error("getaddrinfo ENOTFOUND aws"), { code: "ENOTFOUND" }), "unreachable"],
    ["no answer in time", Object.assign(new Error("Request timed out"), { name: "TimeoutError" }), "unreachable"],
    ["an error of AWS's own", awsError("InternalFailure", "We are sorry", 500), "unavailable"],
  ])("%s: over at the next look, or an error at the time-out", async (_, error, code) => {
    const aws = awsWith(edge);
    aws.failures.set("DescribeLoadBalancers", [error]);
    expect((await verify(aws, { timeoutMs: 60_000 })).verification.ok).toBe(true);
    aws.failures.set("DescribeLoadBalancers", [error]);
    const thrown = await failure(aws);
    expect(thrown.code).toBe(code);
    expect(thrown.message).not.toContain("\n");
  });

  test("a mistake of the program's own is not taken for one of AWS", async () => {
    const aws = awsWith(edge);
    aws.failures.set("DescribeRules", [new TypeError("x is not a function")]);
    await expect(verify(aws)).rejects.toThrow(TypeError);
  });
});

describe("events", () => {
  const blocked = (ingress: string, lastSeen: string, message = "conflicting scheme") => ({
    ingress,
    reason: "FailedBuildModel",
    message,
    lastSeen,
  });

  test("of the group's Ingresses only, equal ones once, newest first", async () => {
    const events = cluster([
      blocked("acme.edge-1", "2026-01-01T10:00:00.000Z"),
      blocked("edge-1", "2026-01-01T10:05:00.000Z"),
      blocked("gone.edge-1.w3", "2026-01-01T10:01:00.000Z"),
      blocked("acme.edge-1", "2026-01-01T10:09:00.000Z", "secret\n not found"),
      blocked("office.inside", "2026-01-01T10:09:00.000Z"),
      blocked("edge-1.inside", "2026-01-01T10:09:00.000Z"),
    ]);
    const { verification } = await verify(new FakeAws(), { events });
    expect(verification.loadBalancers["edge-1"]?.events).toEqual([
      {
        object: "tenants/acme.edge-1",
        reason: "FailedBuildModel",
        message: "secret not found",
        ingresses: 1,
        lastSeen: "2026-01-01T10:09:00.000Z",
      },
      {
        object: "tenants/edge-1",
        reason: "FailedBuildModel",
        message: "conflicting scheme",
        ingresses: 3,
        lastSeen: "2026-01-01T10:05:00.000Z",
      },
    ]);
    expect(events.asked).toEqual(["tenants"]);
  });

  test("no more than twenty", async () => {
    const many = Array.from({ length: 30 }, (_, number) =>
      blocked("edge-1", `2026-01-01T10:00:${number + 10}Z`, `message ${number}`),
    );
    const { verification } = await verify(new FakeAws(), { events: cluster(many) });
    const { events } = verification.loadBalancers["edge-1"]!;
    expect([events.length, events[0]?.message]).toEqual([20, "message 29"]);
  });

  test("the cluster is not asked when everything is equal", async () => {
    const events = cluster(new Error("unreachable"));
    const { verification } = await verify(awsWith(edge), { events });
    expect(verification.ok).toBe(true);
    expect(events.asked).toEqual([]);
  });

  test("a cluster that can't be asked is a note, not a failure", async () => {
    const { verification } = await verify(new FakeAws(), { events: cluster(new Error("no kubeconfig")) });
    const { events, notes } = verification.loadBalancers["edge-1"]!;
    expect(events).toEqual([]);
    expect(notes).toContain("The controller's events could not be read from the cluster: no kubeconfig.");
  });
});

test("a role that Terraform assumes is named where nothing is found", async () => {
  const assumeRoleArn = "arn:aws:iam::123456789012:role/terraform";
  const { verification } = await verify(new FakeAws(), {
    platform: { ...platform, aws: { ...platform.aws, assumeRoleArn } },
  });
  expect(verification.loadBalancers["edge-1"]?.notes[0]).toContain(assumeRoleArn);
});

test("of a wrong signature AWS's reason is shown, and not the request as AWS would have signed it", async () => {
  const aws = awsWith(edge);
  const text =
    "The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:hunter2'";
  aws.failures.set("DescribeLoadBalancers", [awsError("SignatureDoesNotMatch", text, 403)]);
  const { code, message } = await failure(aws);
  expect(code).toBe("invalid-credentials");
  expect(message).toContain("(SignatureDoesNotMatch: The request signature we calculated does not match)");
  expect(message).not.toContain("hunter2");
});

test("a very long reason is cut", async () => {
  const aws = awsWith(edge);
  aws.failures.set("DescribeLoadBalancers", [awsError("ValidationError", "x".repeat(5_000))]);
  expect((await failure(aws)).message.length).toBeLessThan(700);
});
