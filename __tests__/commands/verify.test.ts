import { AwsEndpoint } from "../support/aws-endpoint";
import { type Outcome, runTenantry } from "../support/run-tenantry";

/*
 * The real program with AWS's real SDK, against an ELBv2 API made here that has no load balancer. The example
 * fleet is what it verifies.
 */

const NAMESPACE = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
const NO_LOAD_BALANCER = `<DescribeLoadBalancersResponse xmlns="${NAMESPACE}"><DescribeLoadBalancersResult><LoadBalancers/></DescribeLoadBalancersResult></DescribeLoadBalancersResponse>`;

const error = (code: string) =>
  `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`;

let endpoint: AwsEndpoint;
let asked: string[];
/** Answered first, with status 400. */
let errors: string[];

beforeEach(async () => {
  asked = [];
  errors = [];
  endpoint = await AwsEndpoint.start(({ parameters }) => {
    asked.push(parameters.get("Action") ?? "");
    const refused = errors.shift();
    return refused === undefined ? { body: NO_LOAD_BALANCER } : { status: 400, body: error(refused) };
  });
});

afterEach(() => endpoint.close());

function verify(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Promise<Outcome> {
  return runTenantry(["verify", ...args], { env: { ...endpoint.environment, ...env } });
}

test("no load balancer: 1, as JSON of the documented shape, without progress where there is no terminal", async () => {
  // Throttled once: the SDK asks again.
  errors = ["Throttling"];
  const { code, stdout, stderr } = await verify(["--lb", "inside", "--timeout", "0", "--json"]);
  expect([code, stderr]).toEqual([1, ""]);
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    loadBalancers: {
      inside: {
        state: "missing",
        differences: [
          {
            kind: "missing",
            subject: "listener",
            port: 80,
            priority: null,
            expected: { protocol: "HTTP", rules: expect.any(Number) },
            message: expect.any(String),
          },
        ],
        events: [],
        notes: [
          expect.any(String),
          "The controller's events could not be read from the cluster: there is no kubeconfig ~/.kube/config.",
        ],
      },
    },
  });
  expect(asked).toEqual(["DescribeLoadBalancers", "DescribeLoadBalancers"]);
});

test("AWS that can't be asked: 2 at once, however long the time-out, with what to do", async () => {
  errors = ["ExpiredToken"];
  const [expired, without] = await Promise.all([verify(["--json"]), verify([], { AWS_ACCESS_KEY_ID: undefined })]);
  expect(expired.code).toBe(2);
  expect(JSON.parse(expired.stdout)).toEqual({
    ok: false,
    error: { message: "The AWS credentials have expired (No). Get new ones (with SSO: aws sso login) and try again." },
  });
  expect([without.code, without.stdout]).toEqual([2, ""]);
  expect(without.stderr).toMatch(/^No AWS credentials: .*AWS_PROFILE.*\n$/);
});

test("wrong usage: 2, and AWS is not asked", async () => {
  const outcomes = await Promise.all([verify(["--timeout", "5 minutes"]), verify(["--lb", "edge-2"])]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2]);
  expect(outcomes.map(({ stderr }) => stderr)).toEqual([
    '--timeout "5 minutes" is not a time: write 30s, 5m, 1h, or 0 for a single look.\n',
    'There is no load balancer "edge-2". Did you mean "edge-1"?\n',
  ]);
  expect(asked).toEqual([]);
});
