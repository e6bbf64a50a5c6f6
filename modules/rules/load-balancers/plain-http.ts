import { quote, type UncodedFinding } from "../../findings";
import { loadBalancersOf, protocolOf } from "../../plan";
import { inPlatform, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Warns of tenants that the internet reaches in plain text only. */
export const plainHttp = defineRule({
  code: "plain-http",
  severity: "warning",
  summary: "tenants on an internet-facing load balancer without certificates",
  help: "Log-ins and cookies travel readably. Without certificates the load balancer is HTTP on port 80 only.",
  valid: [
    {
      platform: { loadBalancers: { edge: { scheme: "internet-facing", deletionProtection: true } } },
      tenants: { acme: { hosts: ["acme.shop.example"] } },
    },
  ],
  invalid: [
    {
      platform: { loadBalancers: { inside: { scheme: "internet-facing", deletionProtection: true } } },
      tenants: { acme: { hosts: ["acme.shop.example"], loadBalancer: "inside" } },
    },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    const used = new Set(context.tenants.flatMap(loadBalancersOf));
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      if (config.scheme !== "internet-facing" || protocolOf(config) === "HTTPS" || !used.has(key)) continue;
      if (isWrongInPlatform(context, ["loadBalancers", key, "certificates"])) continue;
      findings.push(
        inPlatform(context, ["loadBalancers", key], {
          message: `The internet reaches the tenants of load balancer ${quote(key)} in plain text only.`,
          help: "Add certificates, or make it internal.",
          atKey: true,
        }),
      );
    }
    return findings;
  },
});
