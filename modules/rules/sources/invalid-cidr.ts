import { quote, type UncodedFinding } from "../../findings";
import type { DocumentPath } from "../../source";
import { type Cidr, parseCidr } from "../support/cidrs";
import { type FindingInput, inPlatform, inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";
import { type SourceList, sourceLists } from "../support/source-lists";

/** CIDRs are canonical networks, and each stands once in a list. */
export const invalidCidr = defineRule({
  code: "invalid-cidr",
  severity: "error",
  summary:
    "what is no network in canonical form (host bits set; the right one is shown), and networks that stand twice in a list",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24"] } } }],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.7/24"] } } },
    { tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24", "203.0.113.0/24"] } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      for (const list of sourceLists(tenant)) {
        for (const { path, input } of problemsOf(list)) findings.push(inTenant(context, tenant, path, input));
        const broadcast = list.cidrs.indexOf(BROADCAST);
        if (broadcast === -1) continue;
        const message = `ALB refuses ${BROADCAST} as a source, and no client has this address.`;
        findings.push(inTenant(context, tenant, [...list.path, broadcast], { message, help: "Remove it." }));
      }
    }
    for (const [key, { inboundCidrs }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      const list = { cidrs: inboundCidrs ?? [], path: ["loadBalancers", key, "inboundCidrs"] };
      for (const { path, input } of problemsOf(list)) findings.push(inPlatform(context, path, input));
    }
    return findings;
  },
});

/** [rules] Source IP address conditions: the one network that they cannot have. */
const BROADCAST = "255.255.255.255/32";

interface Problem {
  readonly path: DocumentPath;
  readonly input: FindingInput;
}

function problemsOf({ cidrs, path }: SourceList): Problem[] {
  const seen = new Set<string>();
  return cidrs.flatMap((text, index): Problem[] => {
    const cidr = parseCidr(text);
    const isRepeated = cidr !== undefined && seen.size === seen.add(cidr.canonical).size;
    const [what, help] = spellingProblem(text, cidr) ?? (isRepeated ? REPEATED : []);
    if (what === undefined || help === undefined) return [];
    return [{ path: [...path, index], input: { message: `The CIDR ${quote(text)} ${what}.`, help } }];
  });
}

type What = [what: string, help: string];

function spellingProblem(text: string, cidr: Cidr | undefined): What | undefined {
  if (cidr === undefined) {
    const single = parseCidr(`${text}/${text.includes(":") ? 128 : 32}`);
    return single === undefined
      ? ["is no IPv4 or IPv6 network", "Write a network such as 203.0.113.0/24 or 2001:db8::/48."]
      : ["has no prefix length", `Write ${quote(single.canonical)} for this one address.`];
  }
  if (cidr.mappedIpv4 !== undefined) {
    return ["is IPv4 written as IPv6, as which no client comes", `Write ${quote(cidr.mappedIpv4)}.`];
  }
  if (cidr.canonical === text) return undefined;
  const what = cidr.hasHostBits ? "has bits set behind its prefix" : "is not in canonical form";
  return [what, `Write ${quote(cidr.canonical)}.`];
}

const REPEATED: What = ["stands twice in the list", "Remove one of the two."];
