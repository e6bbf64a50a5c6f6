import type { EntryReader } from "../access-logs";

/**
 * Who gave the answer, as far as an access log tells: the target, a rule (`fixed-response`, `redirect`), AWS WAF, or
 * the load balancer itself because something went wrong.
 */
export type Answerer = "target" | "fixed-response" | "redirect" | "WAF" | "load balancer";

/** Fields target_status_code and actions_executed of load-balancer-access-logs.html. */
export function answererOf(entry: EntryReader): Answerer {
  if (entry.targetStatus !== 0) return "target";
  switch (entry.lastAction) {
    case "waf":
      return "WAF";
    case "fixed-response":
      return "fixed-response";
    case "redirect":
      return "redirect";
    default:
      return "load balancer";
  }
}

/** What the client got: a status, and who gave it. */
export interface Outcome {
  /** 0 when the client got none. */
  readonly status: number;
  readonly by: Answerer;
}

/** An outcome in words: `502 load balancer`, `200 target`, `no answer load balancer`. */
export function describeOutcome({ status, by }: Outcome): string {
  return `${status === 0 ? "no status" : status} ${by}`;
}

/** Whether it is an error that somebody should look at: what a rule answers, such as 503 in maintenance, was asked for. */
export function isError({ status, by }: Outcome): boolean {
  return status >= 500 && by !== "fixed-response";
}
