import { accessLogBucket } from "../support/access-log-bucket";
import { accessLogEntry } from "../support/access-log-entry";
import { AwsEndpoint } from "../support/aws-endpoint";
import { type Outcome, runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

/* The real program; where it asks S3, with AWS's real SDK against an S3 made here. */

const LINES = [
  accessLogEntry({ request: "GET https://acme.shop.example:443/ HTTP/2.0" }),
  accessLogEntry({ request: "GET https://nobody.example:443/ HTTP/2.0" }),
  "not an entry",
];

let temporary: TemporaryDirectory;
beforeEach(() => {
  temporary = new TemporaryDirectory();
  temporary.fleet(
    smallFleet(
      { acme: { hosts: ["acme.shop.example"] } },
      { "edge-1": { ...EDGE, accessLogs: { bucket: "edge-logs" } }, "edge-2": EDGE },
    ),
  );
});
afterEach(() => temporary.remove());

function top(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return runTenantry(["top", "--fleet", temporary.directory, ...args], { cwd: temporary.directory, env });
}

describe("files in a directory", () => {
  beforeEach(() => temporary.write("logs/a.log", LINES.join("\n")));

  test("as JSON: every tenant of every load balancer, all time", async () => {
    const { code, stdout, stderr } = await top(["--logs", "logs", "--json"]);
    expect([code, stderr]).toEqual([0, ""]);
    const figures = {
      requests: 1,
      errors: 0,
      errorCauses: {},
      tooManyRequests: { application: 0, waf: 0, rule: 0 },
      targetSeconds: { p50: 0.051, p95: 0.051, p99: 0.051 },
      receivedBytes: 34,
      sentBytes: 366,
      ruleEvaluations: 17,
    };
    expect(JSON.parse(stdout)).toEqual({
      since: null,
      by: "tenant",
      now: expect.stringMatching(/^\d{4}-.*Z$/),
      filesRead: 1,
      damagedFiles: [],
      unparsable: { lines: 1, examples: [expect.stringMatching(/logs\/a\.log:3$/)] },
      earlierEntries: 0,
      otherLoadBalancers: {},
      loadBalancers: {
        "edge-1": {
          name: "shop-edge-1",
          from: "2026-03-01T12:00:00.186641Z",
          to: "2026-03-01T12:00:00.186641Z",
          newest: "2026-03-01T12:00:00.186641Z",
          total: { ...figures, requests: 2, receivedBytes: 68, sentBytes: 732, ruleEvaluations: 34 },
          rows: [
            { tenant: null, ...figures, share: 0.5, overcount: 0 },
            { tenant: "acme", ...figures, share: 0.5, overcount: 0 },
          ],
          overflowed: false,
          unclaimed: { requests: 1, hosts: [{ host: "nobody.example", requests: 1, overcount: 0 }], overflowed: false },
        },
        "edge-2": expect.objectContaining({ name: "shop-edge-2", from: null, to: null, newest: null, rows: [] }),
      },
    });
  });

  test("as text and as Markdown", async () => {
    const [text, markdown] = await Promise.all([
      top(["--logs", "logs", "--lb", "edge-1", "--by", "host"]),
      top(["--logs", "logs", "--lb", "edge-1", "--markdown"]),
    ]);
    expect([text.code, markdown.code]).toEqual([0, 0]);
    expect(text.stdout).toMatch(/^acme\.shop\.example +acme +1 +50\.0 %/m);
    expect(markdown.stdout).toMatch(/^\| acme \| 1 \| 50\.0 % \|/m);
  });
});

test("wrong usage: 2, with what to do", async () => {
  temporary.write("empty/readme.txt", "");
  const outcomes = await Promise.all([
    top(["--since", "15"]),
    top(["--lb", "edge-2"]),
    top(["--logs", "none"]),
    top(["--logs", "empty"]),
    top(["--by", "client"]),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
  expect(outcomes.map(({ stderr }) => stderr.split("\n")[0])).toEqual([
    '--since "15" is not a time: write 15m, 6h or 2d.',
    "Load balancer edge-2 has no accessLogs in platform.json. Set it, or give a directory of access logs with --logs.",
    expect.stringMatching(/^Cannot read the directory .*none \(ENOENT\)\.$/),
    "empty has no *.log or *.log.gz file.",
    expect.stringContaining("Allowed choices are tenant, host, status."),
  ]);
});

describe("S3", () => {
  let endpoint: AwsEndpoint;
  let asked: string[];
  let denied: boolean;

  beforeEach(async () => {
    asked = [];
    denied = false;
    endpoint = await AwsEndpoint.start((request) => {
      const { pathname, searchParams } = request.url;
      asked.push(`${pathname}?${searchParams.get("delimiter") ?? searchParams.get("start-after")?.slice(0, 7) ?? ""}`);
      if (!denied) return accessLogBucket(request);
      return { status: 403, body: "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>" };
    });
  });
  afterEach(() => endpoint.close());

  test("reads the last quarter of an hour of the load balancers that write logs", async () => {
    const { code, stdout, stderr } = await top(["--json"], endpoint.environment);
    expect([code, stderr]).toEqual([0, "Left out, since they have no accessLogs: edge-2.\n"]);
    const { loadBalancers, since, now, filesRead } = JSON.parse(stdout);
    expect(Date.parse(now) - Date.parse(since)).toBe(900_000);
    expect(filesRead).toBe(1);
    expect(loadBalancers).toMatchObject({ "edge-1": { rows: [{ tenant: "acme", requests: 1 }] } });
    expect(asked[0]).toMatch(/\?_$/);
  });

  test("that refuses: 2, with what to do", async () => {
    denied = true;
    const { code, stderr } = await top(["--lb", "edge-1"], endpoint.environment);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^AWS denies ListObjectsV2 of s3:\/\/edge-logs\/AWSLogs\/.*: Access Denied\. .*docs\/iam\/top\.json/,
    );
  });
});
