import { gzipSync } from "node:zlib";
import { accessLogEntry } from "./access-log-entry";
import type { AwsAnswer, AwsRequest } from "./aws-endpoint";

/** S3 with the bucket `edge-logs`, in which `shop-edge-1` has one file of about five minutes that end now, with one entry. */
export function accessLogBucket({ url: { pathname, searchParams } }: AwsRequest): AwsAnswer {
  if (pathname !== "/edge-logs" && pathname !== "/edge-logs/") {
    return { body: gzipSync(`${accessLogEntry({ time: new Date().toISOString() })}\n`) };
  }
  return { body: listing(searchParams.get("prefix") ?? "", searchParams.get("delimiter")) };
}

function listing(prefix: string, delimiter: string | null): string {
  const today = new Date().toISOString();
  const end = `${today.slice(0, 16).replace(/[-:]/g, "")}Z`;
  const day = today.slice(0, 10).replaceAll("-", "/");
  const alb = "123456789012_elasticloadbalancing_eu-central-1_app.shop-edge-1.0123456789abcdef_";
  const start = `AWSLogs/123456789012/elasticloadbalancing/eu-central-1/${day}/${alb}`;
  const found = start.startsWith(prefix)
    ? delimiter === null
      ? `<Contents><Key>${start}${end}_192.0.2.1_a1b2.log.gz</Key></Contents>`
      : `<CommonPrefixes><Prefix>${start}</Prefix></CommonPrefixes>`
    : "";
  return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>${found}</ListBucketResult>`;
}
