import { stackNames } from "../plan";
import type { TenantStep } from "./move-tenants";
import type { Records } from "./next-step";

/** What has to be done and waited for before the next step, sentence by sentence. */
export function waitFor(step: TenantStep, records: Records): string[] {
  const { kind, from, to, share, stacks } = step;
  const deployed = stacks.length === 0 ? [] : [`Deploy ${stacks.join(" and ")}.`];
  switch (kind) {
    case "serve":
      return [
        ...deployed,
        `Wait until tenantry verify --lb ${to} finds the rules there, and the targets are healthy.`,
        ...(records === "by-hand"
          ? [
              `Then point DNS to ${to}: the output load_balancer_dns_name of the stack ${stackNames(to).loadBalancer}. Wait for twice the time to live that the old records had.`,
            ]
          : []),
      ];
    case "weigh":
      return [
        ...deployed,
        "Wait until external-dns has changed the records (a minute, by default), and then for twice their time to live (60 seconds for alias records).",
        share === 1
          ? `Clients that keep a name for longer still come to ${from}: tenantry top --lb ${from} --by host must show no requests for the hosts, and its connections end with the idle time-out.`
          : `Look for errors on ${to}: tenantry top --lb ${to}. tenantry move --back undoes the step.`,
      ];
    case "settle":
      return [
        ...(stacks.length === 0 ? ["Nothing is deployed for it: commit the file."] : deployed),
        `Wait until tenantry top --lb ${from} --by host shows no requests for the hosts any more.`,
      ];
    case "leave":
      return [...deployed, `tenantry verify --lb ${from} then finds the rules gone.`];
  }
}
