import { quote, type UncodedFinding } from "../../findings";
import type { DocumentPath } from "../../source";
import { inPlatform, inTenant, locateInPlatform, locateInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Nothing stands twice in a list of names or IDs. */
export const duplicateValue = defineRule({
  code: "duplicate-value",
  severity: "error",
  summary: "a value twice in a list",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], alsoOn: ["inside"] } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], alsoOn: ["inside", "inside"] } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      for (const { value, index, first } of duplicates(tenant.alsoOn)) {
        findings.push(
          inTenant(context, tenant, ["alsoOn", index], {
            ...findingInput(value, "alsoOn"),
            related: [locateInTenant(context, tenant, ["alsoOn", first])],
          }),
        );
      }
      tenant.alsoOn.forEach((name, index) => {
        if (name !== tenant.loadBalancer) return;
        const message = `The tenant lives on load balancer ${quote(name)} already.`;
        findings.push(inTenant(context, tenant, ["alsoOn", index], { message, help: "Remove it from alsoOn." }));
      });
    }
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      const check = (values: readonly string[], field: string, ...inner: string[]) => {
        const at = (index: number): DocumentPath => ["loadBalancers", key, field, index, ...inner];
        for (const { value, index, first } of duplicates(values)) {
          const related = [locateInPlatform(context, at(first))];
          findings.push(inPlatform(context, at(index), { ...findingInput(value, field), related }));
        }
      };
      check(config.services, "services");
      check(config.subnets, "subnets");
      check(config.securityGroups ?? [], "securityGroups");
      const domains = config.pools.map(({ domain }) => domain);
      check(domains, "pools", "domain");
      const arns = config.certificates.map(({ arn }) => arn);
      check(arns, "certificates", "arn");
    }
    return findings;
  },
});

function duplicates(values: readonly string[]) {
  const firstOf = new Map<string, number>();
  return values.flatMap((value, index) => {
    const first = firstOf.get(value);
    if (first !== undefined) return [{ value, index, first }];
    firstOf.set(value, index);
    return [];
  });
}

function findingInput(value: string, field: string) {
  return { message: `${quote(value)} stands twice in ${field}.`, help: "Remove one of the two." };
}
