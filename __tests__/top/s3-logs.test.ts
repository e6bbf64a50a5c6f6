import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { UserError } from "../../modules/errors";
import { countEntries, type LogFile, type ObjectClient, s3Logs } from "../../modules/top";
import { accessLogEntry } from "../support/access-log-entry";
import type { FleetFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";
import { NOW, plannedOf } from "./top-of";

/** Objects of a bucket by key, served as S3 does: sorted, so many a page, grouped by a delimiter. */
class FakeS3 implements ObjectClient {
  readonly requests: string[] = [];
  readonly #objects: Readonly<Record<string, Buffer>>;
  readonly #pageSize: number;

  constructor(objects: Readonly<Record<string, Buffer>>, pageSize = 1000) {
    this.#objects = objects;
    this.#pageSize = pageSize;
  }

  async listObjectsV2({
    Prefix = "",
    Delimiter,
    StartAfter = "",
    ContinuationToken,
  }: Parameters<ObjectClient["listObjectsV2"]>[0]) {
    this.requests.push(`list ${Prefix}`);
    const keys = Object.keys(this.#objects)
      .filter((key) => key.startsWith(Prefix) && key > StartAfter)
      .sort();
    const group = (key: string) => {
      const end = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length);
      return end === -1 ? key : key.slice(0, end + 1);
    };
    const all = [...new Set(keys.map(group))];
    const start = Number(ContinuationToken ?? 0);
    const page = all.slice(start, start + this.#pageSize);
    const next = start + this.#pageSize;
    return {
      CommonPrefixes: page.filter((one) => !keys.includes(one)).map((one) => ({ Prefix: one })),
      Contents: page.filter((one) => keys.includes(one)).map((Key) => ({ Key })),
      NextContinuationToken: next < all.length ? String(next) : undefined,
    };
  }

  async getObject({ Key = "" }: Parameters<ObjectClient["getObject"]>[0]) {
    this.requests.push(`get ${Key}`);
    const bytes = this.#objects[Key];
    if (bytes === undefined) throw Object.assign(new Error("The specified key does not exist."), { name: "NoSuchKey" });
    return { Body: Readable.from([bytes]) as never };
  }
}

const ACCOUNT = "123456789012";

/** A key as ALB writes it; `end` is like 20260301T1205Z. */
function key(loadBalancer: string, end: string, { prefix = "", random = "a1b2c3", delivered = end } = {}): string {
  const day = delivered.replace(/^(\d{4})(\d\d)(\d\d).*/, "$1/$2/$3");
  const folder = `${prefix}AWSLogs/${ACCOUNT}/elasticloadbalancing/eu-central-1/${day}`;
  return `${folder}/${ACCOUNT}_elasticloadbalancing_eu-central-1_app.${loadBalancer}.0123456789abcdef_${end}_192.0.2.1_${random}.log.gz`;
}

const accessLogs = { bucket: "edge-logs" };
const fleet = (edges: FleetFiles["platform"]["loadBalancers"]) =>
  plannedOf(smallFleet({ acme: { hosts: ["acme.shop.example"] } }, edges));
const one = fleet({ "edge-1": { ...EDGE, accessLogs } });

function logsOf(
  client: ObjectClient,
  { minutes = 15, planned = one, now = NOW }: { minutes?: number; planned?: typeof one; now?: Date } = {},
): Promise<LogFile[]> {
  const { loadBalancers } = planned.plan;
  const { platform } = planned.fleet;
  const selected = loadBalancers.filter(
    (loadBalancer) => platform.loadBalancers[loadBalancer.key]?.accessLogs !== undefined,
  );
  const since = new Date(now.getTime() - minutes * 60_000);
  return s3Logs({ client, platform, loadBalancers, selected, since, now });
}

const endsOf = (files: readonly LogFile[]) => files.map(({ end }) => end);

test("finds the files since a time, the oldest first, over all pages", async () => {
  const keys = ["20260301T1150Z", "20260301T1155Z", "20260301T1200Z", "20260301T1205Z"].flatMap((end) => [
    key("shop-edge-1", end, { random: "b" }),
    key("shop-edge-1", end, { random: "a" }),
  ]);
  const client = new FakeS3(Object.fromEntries(keys.map((name) => [name, Buffer.alloc(0)])), 2);
  const files = await logsOf(client, { minutes: 13 });
  expect(endsOf(files)).toEqual([
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:05:00Z",
    "2026-03-01T12:05:00Z",
  ]);
  expect(files[0]!.name).toBe(`s3://edge-logs/${key("shop-edge-1", "20260301T1200Z", { random: "a" })}`);
});

test("looks into every day of the span, and for a file that was delivered on the next", async () => {
  const client = new FakeS3({
    [key("shop-edge-1", "20260228T2355Z")]: Buffer.alloc(0),
    [key("shop-edge-1", "20260301T0000Z")]: Buffer.alloc(0),
    [key("shop-edge-1", "20260228T2350Z", { delivered: "20260301T0000Z" })]: Buffer.alloc(0),
  });
  const now = new Date("2026-03-01T00:04:00Z");
  expect(endsOf(await logsOf(client, { now }))).toEqual([
    "2026-02-28T23:50:00Z",
    "2026-02-28T23:55:00Z",
    "2026-03-01T00:00:00Z",
  ]);
});

test("other load balancers that write to the same place are left out without reading their names one by one", async () => {
  const others = Array.from({ length: 50 }, (_, index) => key("other", "20260301T1205Z", { random: `r${index}` }));
  const names = [...others, key("shop-edge-1", "20260301T1205Z"), key("shop-edge-10", "20260301T1205Z")];
  const client = new FakeS3(Object.fromEntries(names.map((name) => [name, Buffer.alloc(0)])), 10);
  expect(await logsOf(client)).toMatchObject([{ loadBalancer: "shop-edge-1" }]);
  expect(client.requests).toHaveLength(2);
});

test("each load balancer has its prefix, and one file is read once", async () => {
  const planned = fleet({
    "edge-1": { ...EDGE, accessLogs: { ...accessLogs, prefix: "one" } },
    "edge-2": { ...EDGE, accessLogs: { ...accessLogs, prefix: "two/deep" } },
    "edge-3": EDGE,
  });
  const names = [
    key("shop-edge-1", "20260301T1205Z", { prefix: "one/" }),
    key("shop-edge-2", "20260301T1205Z", { prefix: "two/deep/" }),
    key("shop-edge-3", "20260301T1205Z"),
  ];
  const client = new FakeS3(Object.fromEntries(names.map((name) => [name, Buffer.alloc(0)])));
  expect((await logsOf(client, { planned })).map(({ loadBalancer }) => loadBalancer)).toEqual([
    "shop-edge-1",
    "shop-edge-2",
  ]);
});

test("an ALB that was taken over is found by the name that it keeps", async () => {
  const planned = fleet({ "edge-1": { ...EDGE, accessLogs, group: "apps" } });
  const names = [key("k8s-apps-0123456789", "20260301T1205Z"), key("k8s-others-0123456789", "20260301T1205Z")];
  const bytes = gzipSync(`${accessLogEntry({ loadBalancer: "app/k8s-apps-0123456789/0123456789abcdef" })}\n`);
  const only = new FakeS3({ [names[0]!]: bytes });
  const files = await logsOf(only, { planned });
  const { loadBalancers } = planned.plan;
  const top = await countEntries({
    files,
    loadBalancers,
    selected: loadBalancers,
    by: "tenant",
    since: undefined,
    now: NOW,
  });
  expect(top.loadBalancers).toMatchObject([
    {
      key: "edge-1",
      name: "k8s-apps-0123456789",
      newest: "2026-03-01T12:05:00Z",
      rows: [{ tenant: "acme", requests: 1 }],
    },
  ]);
});

test("a file that lifecycle rules have deleted meanwhile is said", async () => {
  const objects: Record<string, Buffer> = { [key("shop-edge-1", "20260301T1205Z")]: Buffer.alloc(0) };
  const files = await logsOf(new FakeS3(objects));
  for (const name of Object.keys(objects)) delete objects[name];
  const { loadBalancers } = one.plan;
  const top = await countEntries({
    files,
    loadBalancers,
    selected: loadBalancers,
    by: "tenant",
    since: undefined,
    now: NOW,
  });
  expect(top.damagedFiles).toEqual([{ name: files[0]!.name, why: "It was deleted meanwhile" }]);
});

test.each([
  ["AccessDenied", 403, /^AWS denies ListObjectsV2 of s3:\/\/edge-logs\/AWSLogs.*docs\/iam\/top\.json/],
  ["NoSuchBucket", 404, /^AWS refuses ListObjectsV2.*NoSuchBucket.*S3 API reference/],
  ["SlowDown", 503, /^AWS throttles ListObjectsV2.*Try again later\.$/],
  ["CredentialsProviderError", undefined, /^No AWS credentials/],
])("%s is told with what to do", async (name, status, message) => {
  const thrown = Object.assign(new Error("Something"), { name, $metadata: { httpStatusCode: status } });
  const client: ObjectClient = { listObjectsV2: () => Promise.reject(thrown), getObject: () => Promise.reject(thrown) };
  await expect(logsOf(client)).rejects.toThrow(message);
  await expect(logsOf(client)).rejects.toBeInstanceOf(UserError);
});

test("a fault of our own stays one", async () => {
  const fault = new TypeError("x is not a function");
  const client: ObjectClient = { listObjectsV2: () => Promise.reject(fault), getObject: () => Promise.reject(fault) };
  await expect(logsOf(client)).rejects.toBe(fault);
});
