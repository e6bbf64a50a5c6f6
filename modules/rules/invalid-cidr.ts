import type { Finding } from "../findings";
import type { DocumentPath } from "../source";
import { inPlatform, inTenant, type Rule } from "./rule";

/** CIDRs are canonical networks, and none lies inside another of the same list. */
export const invalidCidr: Rule = (context) => {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    for (const problem of cidrProblems(tenant.allowedCidrs ?? [], ["allowedCidrs"])) {
      findings.push(inTenant(context, tenant, problem.path, problem.complaint));
    }
  }
  for (const [key, { inboundCidrs }] of Object.entries(context.platform?.loadBalancers ?? {})) {
    for (const problem of cidrProblems(inboundCidrs ?? [], ["loadBalancers", key, "inboundCidrs"])) {
      findings.push(inPlatform(context, problem.path, problem.complaint));
    }
  }
  return findings;
};

interface CidrProblem {
  readonly path: DocumentPath;
  readonly complaint: { code: string; message: string; help: string };
}

function cidrProblems(cidrs: readonly string[], path: DocumentPath): CidrProblem[] {
  const problems: CidrProblem[] = [];
  cidrs.forEach((cidr, index) => {
    const [what, help] = cidrProblem(cidr) ?? overlapProblem(cidr, cidrs, index) ?? [];
    if (what === undefined || help === undefined) return;
    const message = `The CIDR ${JSON.stringify(cidr)} ${what}.`;
    problems.push({ path: [...path, index], complaint: { code: "invalid-cidr", message, help } });
  });
  return problems;
}

type Problem = [what: string, help: string];

function cidrProblem(cidr: string): Problem | undefined {
  const canonical = canonicalCidr(cidr);
  if (canonical === cidr) return undefined;
  if (canonical !== undefined) {
    return ["has bits set behind its prefix, or is not spelt canonically", `Write ${JSON.stringify(canonical)}.`];
  }
  const single = canonicalCidr(`${cidr}/${cidr.includes(":") ? 128 : 32}`);
  if (single !== undefined) return ["has no prefix length", `Write ${JSON.stringify(single)} for this one address.`];
  return ["is no IPv4 or IPv6 network", "Write a network such as 203.0.113.0/24 or 2001:db8::/48."];
}

function overlapProblem(cidr: string, all: readonly string[], index: number): Problem | undefined {
  const other = all.find((one, at) => {
    if (at === index || canonicalCidr(one) !== one) return false;
    return one === cidr ? at < index : contains(one, cidr);
  });
  if (other === undefined) return undefined;
  return [
    `lies inside ${JSON.stringify(other)} of the same list`,
    "Remove it: it costs a rule's room and adds nothing.",
  ];
}

// Loaded only where there are CIDRs.
const ipaddr = () => require("ipaddr.js") as typeof import("ipaddr.js");

function canonicalCidr(cidr: string): string | undefined {
  const { isValidCIDR, parseCIDR, IPv4, IPv6 } = ipaddr();
  // The library also takes 10.1/8 and 010.0.0.0/8, which AWS does not.
  if (!isValidCIDR(cidr) || !(cidr.includes(":") || /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(cidr))) return undefined;
  const [address, prefix] = parseCIDR(cidr);
  const network = (address.kind() === "ipv4" ? IPv4 : IPv6).networkAddressFromCIDR(`${address}/${prefix}`);
  return `${network}/${prefix}`;
}

function contains(outer: string, inner: string): boolean {
  const { parseCIDR } = ipaddr();
  const [outerAddress, outerPrefix] = parseCIDR(outer);
  const [innerAddress, innerPrefix] = parseCIDR(inner);
  if (outerAddress.kind() !== innerAddress.kind() || outerPrefix > innerPrefix) return false;
  return innerAddress.match(outerAddress, outerPrefix);
}
