import { EXTERNAL_DNS_PREFIXES, ROUTING_KEYS } from "../../external-dns";
import { quote, type UncodedFinding } from "../../findings";
import type { Tenant } from "../../model";
import { ClaimIndex } from "../support/claims";
import { type FindingInput, inTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/**
 * No annotation makes external-dns write records for names that are not the tenant's own, or lead its own elsewhere:
 * it takes names from annotations as well as from hosts, and asks nobody whose they are.
 */
export const foreignDns = defineRule({
  code: "foreign-dns",
  severity: "error",
  summary: "annotations that make external-dns claim other names than the tenant's own, or lead them elsewhere",
  help: "external-dns makes records for the tenant's hosts by itself.",
  valid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          annotations: { "external-dns.alpha.kubernetes.io/hostname": "acme.shop.example" },
        },
      },
    },
  ],
  invalid: [
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          annotations: { "external-dns.alpha.kubernetes.io/hostname": "www.shop.example" },
        },
      },
    },
    {
      tenants: {
        acme: {
          hosts: ["acme.shop.example"],
          annotations: { "external-dns.alpha.kubernetes.io/target": "203.0.113.7" },
        },
      },
    },
  ],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    let index: ClaimIndex | undefined;
    for (const tenant of context.tenants) {
      for (const [key, value] of Object.entries(tenant.annotations ?? {})) {
        const name = externalDnsName(key);
        if (name === undefined) continue;
        index ??= new ClaimIndex(context.claims);
        const input = NAME_LISTS.has(name) ? namesProblem(value, tenant, index) : settingProblem(key, name);
        if (input !== undefined) findings.push(inTenant(context, tenant, ["annotations", key], input));
      }
    }
    return findings;
  },
});

/** What an annotation sets, if it is one of external-dns. A rule of its own refuses those that the generator writes. */
function externalDnsName(key: string): string | undefined {
  const lower = key.toLowerCase();
  if (ROUTING_KEYS.includes(lower)) return undefined;
  const prefix = EXTERNAL_DNS_PREFIXES.find((one) => lower.startsWith(one));
  return prefix === undefined ? undefined : lower.slice(prefix.length);
}

/** Settings with a list of names, divided by commas. */
const NAME_LISTS: ReadonlySet<string> = new Set(["hostname", "internal-hostname"]);

/** Settings that decide which names get records, or where those lead; with any in which `aws-` comes first. */
const ROUTING = /^(?:target|controller|set-identifier|(?:ingress|gateway)-hostname-source|aws-.*)$/;

function settingProblem(key: string, name: string): FindingInput | undefined {
  if (!ROUTING.test(name)) return undefined;
  return {
    message: `The annotation ${quote(key)} decides for which names external-dns makes records, or where they lead.`,
    help: "Remove it: records lead to the tenant's load balancers, by traffic where there are several.",
    atKey: true,
  };
}

function namesProblem(list: string, tenant: Tenant, index: ClaimIndex): FindingInput | undefined {
  const names = list.split(",").map((name) => name.trim().replace(/\.$/, "").toLowerCase());
  const foreign = names.find((name) => name !== "" && index.find(name)?.tenant !== tenant);
  if (foreign === undefined) return undefined;
  return {
    message: `external-dns would make a record for ${quote(foreign)}, which is not one of the tenant's hosts.`,
    help: "Remove the annotation, or list the name in hosts.",
  };
}
