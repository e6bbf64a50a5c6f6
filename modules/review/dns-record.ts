import type { DnsRecord } from "../external-dns";
import type { StackReview } from "./types";

/** Whether DNS leads clients to a load balancer by this record, all of them being healthy. */
function leads(record: DnsRecord): boolean {
  return record.kind === "simple" || (record.kind === "weighted" && record.weight > 0);
}

/**
 * Whether a tenant that a stack removes was no longer reached by DNS there: the last step of a move, or a standby that
 * is given up.
 */
export function isLeft({ dns }: StackReview, tenant: string): boolean {
  const before = dns.find((one) => one.tenant === tenant)?.before;
  return before !== undefined && !leads(before);
}

/** A record in words. */
export function describeRecord(record: DnsRecord): string {
  switch (record.kind) {
    case "weighted":
      return `weight ${record.weight} (${record.setIdentifier})`;
    case "simple":
      return "one record, without a weight";
    case "hidden":
      return "hidden from external-dns";
  }
}
