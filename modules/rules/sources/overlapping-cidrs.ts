import { coveringNetworks } from "../../alb";
import { quote, type UncodedFinding } from "../../findings";
import type { DocumentPath } from "../../source";
import { type FindingInput, inPlatform, inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { isCanonicalNetwork, type SourceList, sourceLists } from "../support/source-lists";

/** Warns of networks inside others of the same list. The plan leaves those of `allowedCidrs` out of the rules. */
export const overlappingCidrs = defineRule({
  code: "overlapping-cidrs",
  severity: "warning",
  summary: "a network inside another one of the same list",
  help: "It adds nothing, and costs no room in the rules: allowedCidrs reach the load balancer without it.",
  valid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/25", "203.0.113.128/25"] } } },
  ],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24", "203.0.113.128/25"] } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      for (const list of sourceLists(tenant)) {
        for (const { path, input } of overlaps(list)) findings.push(inTenant(context, tenant, path, input));
      }
    }
    for (const [key, { inboundCidrs = [] }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      const list = { cidrs: inboundCidrs, path: ["loadBalancers", key, "inboundCidrs"] };
      for (const { path, input } of overlaps(list)) findings.push(inPlatform(context, path, input));
    }
    return findings;
  },
});

function overlaps({ cidrs, path }: SourceList): { readonly path: DocumentPath; readonly input: FindingInput }[] {
  const covering = coveringNetworks(cidrs.filter(isCanonicalNetwork));
  return cidrs.flatMap((text, index) => {
    const around = covering.get(text);
    if (around === undefined) return [];
    const message = `The CIDR ${quote(text)} lies inside ${quote(around)} of the same list.`;
    return [{ path: [...path, index], input: { message, help: "Remove it: it adds nothing." } }];
  });
}
