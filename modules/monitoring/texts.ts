/** What the alarms' descriptions may name, since this load balancer has it. */
export interface Texts {
  /** Whether access logs are written, and whether Athena has queries over them. */
  readonly logs: "none" | "files" | "athena";
  /** Address of the document with the runbooks. */
  readonly runbooks: string;
}

/** The runbooks that alarms lead to: the headings' anchors in docs/runbooks.md. */
export type Runbook =
  | "one-tenant-takes-too-much"
  | "traffic-is-unusual"
  | "requests-fail-or-are-slow"
  | "targets-are-unhealthy-or-gone"
  | "a-certificate-expires-soon"
  | "the-load-balancer-costs-more";

/** The sentence that ends a description. */
export function runbook({ runbooks }: Texts, name: Runbook): string {
  return `Runbook: ${runbooks}#${name}`;
}

/** How to find out which tenant it is, with the tools that are there. */
export function findTenant({ logs }: Texts, query: string): string {
  if (logs === "none") {
    return "First look at the dashboard; which tenant it is only access logs could tell, and none are written (accessLogs).";
  }
  const tool = logs === "athena" ? `tenantry top, or the access log query ${query},` : "tenantry top";
  return `First find the tenant: ${tool} names it. Access logs are some five minutes behind.`;
}
