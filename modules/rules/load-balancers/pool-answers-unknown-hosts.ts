import { quote, type UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { poolConflicts } from "../support/pool-conflicts";

/** Warns of what a pool changes for people: names that nobody claims. */
export const poolAnswersUnknownHosts = defineRule({
  code: "pool-answers-unknown-hosts",
  severity: "warning",
  summary: "a pool: names below its domain that no tenant claims reach its service, not the 404",
  help: "Known and meant where tenants come and go by the hundred: they cost no rule. Names that must not reach the service belong into reservedHosts.",
  valid: [{ platform: { loadBalancers: { edge: { pools: [] } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { pools: [{ domain: "shop.example", service: "web" }] } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    const conflicts = poolConflicts(context);
    for (const [key, { pools }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      pools.forEach(({ domain, service }, index) => {
        // Which names it would answer for is not clear then.
        if (conflicts.some((conflict) => conflict.loadBalancer === key && conflict.pool === index)) return;
        findings.push(
          inPlatform(context, ["loadBalancers", key, "pools", index], {
            message: `On ${quote(key)}, names below ${quote(domain)} that no tenant claims reach the service ${quote(service)}, not responses.unknownHost.`,
            help: "Have the service answer unknown names itself, and list names that must not reach it under reservedHosts.",
          }),
        );
      });
    }
    return findings;
  },
});
