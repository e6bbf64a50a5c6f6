import { type Finding, quote } from "../findings";
import type { DocumentPath } from "../source";
import { inPlatform, inTenant, locateInPlatform, locateInTenant, type Rule } from "./rule";

/** Nothing stands twice in a list of names or IDs. */
export const duplicateValue: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    for (const { value, index, first } of duplicates(tenant.alsoOn)) {
      findings.push(
        inTenant(context, tenant, ["alsoOn", index], {
          ...complaint(value, "alsoOn"),
          related: [locateInTenant(context, tenant, ["alsoOn", first])],
        }),
      );
    }
    tenant.alsoOn.forEach((name, index) => {
      if (name !== tenant.loadBalancer) return;
      const message = `The tenant lives on load balancer ${quote(name)} already.`;
      findings.push(inTenant(context, tenant, ["alsoOn", index], { code, message, help: "Remove it from alsoOn." }));
    });
  }
  for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
    const check = (values: readonly string[], field: string, ...inner: string[]) => {
      const at = (index: number): DocumentPath => ["loadBalancers", key, field, index, ...inner];
      for (const { value, index, first } of duplicates(values)) {
        const related = [locateInPlatform(context, at(first))];
        findings.push(inPlatform(context, at(index), { ...complaint(value, field), related }));
      }
    };
    check(config.services, "services");
    check(config.subnets, "subnets");
    check(config.securityGroups ?? [], "securityGroups");
    const arns = config.certificates.map(({ arn }) => arn);
    check(arns, "certificates", "arn");
  }
  return findings;
};

function duplicates(values: readonly string[]) {
  const firstOf = new Map<string, number>();
  return values.flatMap((value, index) => {
    const first = firstOf.get(value);
    if (first !== undefined) return [{ value, index, first }];
    firstOf.set(value, index);
    return [];
  });
}

function complaint(value: string, field: string) {
  return { code, message: `${quote(value)} stands twice in ${field}.`, help: "Remove one of the two." };
}

const code = "duplicate-value";
