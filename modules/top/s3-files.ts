import type { Readable } from "node:stream";
import type {
  GetObjectCommandInput,
  GetObjectCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
} from "@aws-sdk/client-s3";
import { compareText } from "../findings";
import type { AccessLogsConfig } from "../model";
import { FileGoneError, type FileNameParts, type LogFile, readFileName } from "./log-files";

/** What is asked of S3: two operations that only read. AWS's own client is one of these. */
export interface ObjectClient {
  listObjectsV2(input: ListObjectsV2CommandInput): Promise<Omit<ListObjectsV2CommandOutput, "$metadata">>;
  getObject(input: GetObjectCommandInput): Promise<Omit<GetObjectCommandOutput, "$metadata">>;
}

/** Where a load balancer's access logs are, and from when on they are asked for. */
export interface S3LogsOfLoadBalancer {
  readonly accessLogs: AccessLogsConfig;
  readonly accountIds: readonly string[];
  readonly region: string;
  /** Whether an ALB that writes there is this one, by its name. */
  readonly isLoadBalancer: (name: string) => boolean;
  readonly since: Date;
  readonly now: Date;
}

const DAY_MS = 86_400_000;

/**
 * The files of a load balancer since a time, the oldest first.
 *
 * Keys end in `<account>/elasticloadbalancing/<region>/<yyyy/mm/dd>/<name>`, where the name holds the ALB and the end
 * of five minutes. A file is delivered some minutes after it, maybe on the next day.
 */
export async function s3Files(client: ObjectClient, where: S3LogsOfLoadBalancer): Promise<LogFile[]> {
  const { accessLogs, accountIds, region, since, now } = where;
  const files: LogFile[] = [];
  for (const account of accountIds) {
    for (const day of days(since, now)) {
      const folder = [...(accessLogs.prefix === undefined ? [] : [accessLogs.prefix]), "AWSLogs", account];
      const start = `${account}_elasticloadbalancing_${region}_`;
      const prefix = `${[...folder, "elasticloadbalancing", region, ...day.split("-")].join("/")}/${start}`;
      for (const ofLoadBalancer of await loadBalancersBelow(client, accessLogs.bucket, prefix)) {
        const name = ofLoadBalancer.slice(prefix.length).split(".")[1] ?? "";
        if (where.isLoadBalancer(name))
          files.push(...(await filesBelow(client, accessLogs.bucket, ofLoadBalancer, since)));
      }
    }
  }
  return files.sort((a, b) => compareText(`${a.end} ${a.name}`, `${b.end} ${b.name}`));
}

/** The days of a span, `2026-03-01`. */
function days(since: Date, now: Date): string[] {
  const first = Math.floor(since.getTime() / DAY_MS);
  const last = Math.floor(now.getTime() / DAY_MS);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    new Date((first + index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Keys up to the underscore behind the load balancer's ID. */
async function loadBalancersBelow(client: ObjectClient, Bucket: string, Prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const page of pages(client, { Bucket, Prefix, Delimiter: "_" })) {
    found.push(...(page.CommonPrefixes ?? []).map((common) => common.Prefix ?? ""));
  }
  return found;
}

async function filesBelow(client: ObjectClient, Bucket: string, Prefix: string, since: Date): Promise<LogFile[]> {
  const files: LogFile[] = [];
  // 2026-03-01T12:05:07.000Z → 20260301T1205
  const from = since.toISOString().replace(/[-:]/g, "").slice(0, 13);
  for await (const { Contents = [] } of pages(client, { Bucket, Prefix, StartAfter: Prefix + from })) {
    for (const { Key = "" } of Contents) {
      const parts = readFileName(Key.slice(Key.lastIndexOf("/") + 1));
      if (parts !== undefined) files.push(s3File(client, Bucket, Key, parts));
    }
  }
  return files;
}

function s3File(client: ObjectClient, Bucket: string, Key: string, parts: FileNameParts): LogFile {
  return {
    name: `s3://${Bucket}/${Key}`,
    compressed: Key.endsWith(".gz"),
    ...parts,
    open: async () => {
      const { Body } = await client.getObject({ Bucket, Key }).catch((error: Error) => {
        throw error.name === "NoSuchKey" ? new FileGoneError("It was deleted meanwhile") : error;
      });
      return Body as Readable;
    },
  };
}

async function* pages(client: ObjectClient, input: ListObjectsV2CommandInput) {
  let ContinuationToken: string | undefined;
  do {
    const page = await client.listObjectsV2({ ...input, ContinuationToken });
    yield page;
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}
