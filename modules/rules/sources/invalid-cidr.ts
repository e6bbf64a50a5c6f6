import { quote, type UncodedFinding } from "../../findings";
import type { DocumentPath } from "../../source";
import { type Cidr, formatCidr, parseCidr } from "../support/cidrs";
import { type FindingInput, inPlatform, inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** CIDRs are canonical networks, and none lies inside another of the same list. */
export const invalidCidr = defineRule({
  code: "invalid-cidr",
  severity: "error",
  summary:
    "what is no network in canonical form (host bits set; the right one is shown), and networks inside others of the same list",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24"] } } }],
  invalid: [
    { tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.7/24"] } } },
    { tenants: { acme: { hosts: ["acme.shop.example"], allowedCidrs: ["203.0.113.0/24", "203.0.113.128/25"] } } },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const tenant of context.tenants) {
      for (const { path, complaint } of problemsOf(tenant.allowedCidrs ?? [], ["allowedCidrs"])) {
        findings.push(inTenant(context, tenant, path, complaint));
      }
      const broadcast = tenant.allowedCidrs?.indexOf(BROADCAST) ?? -1;
      if (broadcast !== -1) {
        const message = `ALB refuses ${BROADCAST} as a source, and no client has this address.`;
        const complaint = { message, help: "Remove it." };
        findings.push(inTenant(context, tenant, ["allowedCidrs", broadcast], complaint));
      }
    }
    for (const [key, { inboundCidrs }] of Object.entries(context.platform?.loadBalancers ?? {})) {
      for (const { path, complaint } of problemsOf(inboundCidrs ?? [], ["loadBalancers", key, "inboundCidrs"])) {
        findings.push(inPlatform(context, path, complaint));
      }
    }
    return findings;
  },
});

/** [rules] Source IP address conditions: the one network that they cannot have. */
const BROADCAST = "255.255.255.255/32";

interface Problem {
  readonly path: DocumentPath;
  readonly complaint: FindingInput;
}

function problemsOf(written: readonly string[], path: DocumentPath): Problem[] {
  if (written.length === 0) return [];
  const parsed = written.map(parseCidr);
  const canonical = parsed.map((cidr) => cidr?.canonical);
  const overlaps = new Overlaps(canonical);
  return written.flatMap((text, index): Problem[] => {
    const cidr = parsed[index];
    const [what, help] = spellingProblem(text, cidr, canonical[index]) ?? (cidr && overlaps.problem(cidr, index)) ?? [];
    if (what === undefined || help === undefined) return [];
    const message = `The CIDR ${quote(text)} ${what}.`;
    return [{ path: [...path, index], complaint: { message, help } }];
  });
}

type What = [what: string, help: string];

function spellingProblem(text: string, cidr: Cidr | undefined, canonical: string | undefined): What | undefined {
  if (cidr === undefined) {
    const single = parseCidr(`${text}/${text.includes(":") ? 128 : 32}`);
    return single === undefined
      ? ["is no IPv4 or IPv6 network", "Write a network such as 203.0.113.0/24 or 2001:db8::/48."]
      : ["has no prefix length", `Write ${quote(single.canonical)} for this one address.`];
  }
  if (cidr.mappedIpv4 !== undefined) {
    return ["is IPv4 written as IPv6, as which no client comes", `Write ${quote(cidr.mappedIpv4)}.`];
  }
  if (canonical === text) return undefined;
  const what = cidr.hasHostBits ? "has bits set behind its prefix" : "is not in canonical form";
  return [what, `Write ${quote(canonical)}.`];
}

/** Finds networks inside others of the same list, by looking up each of the networks around them. */
class Overlaps {
  readonly #list: readonly (string | undefined)[];
  readonly #first = new Map<string, number>();
  readonly #prefixes = new Set<number>();

  constructor(list: readonly (string | undefined)[]) {
    this.#list = list;
    list.forEach((text, index) => {
      if (text === undefined) return;
      if (!this.#first.has(text)) this.#first.set(text, index);
      this.#prefixes.add(Number(text.slice(text.indexOf("/") + 1)));
    });
  }

  problem(cidr: Cidr, index: number): What | undefined {
    const own = this.#list[index]!;
    if (this.#first.get(own) !== index) return [`stands twice in the list`, "Remove one of the two."];
    for (const prefix of this.#prefixes) {
      const around = prefix < cidr.prefix ? formatCidr({ ...cidr, prefix }) : own;
      if (around === own || !this.#first.has(around)) continue;
      return [
        `lies inside ${quote(around)} of the same list`,
        "Remove it: it costs room in the rules and adds nothing.",
      ];
    }
    return undefined;
  }
}
