import { describeAction } from "../../alb";
import { type PlannedRule, ruleOwner } from "../../plan";
import type { ReportData, ReportTenant } from "../report-data";
import { answerInWords, answersByPath } from "./answers";

/*
 * What the routing table lists: a fleet's tenants, or its listener rules. Pure, without the document.
 */

export interface TenantRow {
  readonly tenant: ReportTenant;
  /** Its home first. */
  readonly loadBalancers: readonly string[];
  /** Number of its listener rules on all of them. */
  readonly rules: number;
  /** What its rules do, each once, with the paths for which they do it. */
  readonly answers: readonly string[];
  /** Everything about it that can be searched for, in lower case. */
  readonly text: string;
}

export interface RuleRow {
  readonly loadBalancer: string;
  readonly listener: string;
  readonly rule: PlannedRule;
  readonly answer: string;
  readonly text: string;
}

/** The listener rules of all load balancers, in priority order. */
export function ruleRows({ plan }: ReportData): RuleRow[] {
  return plan.loadBalancers.flatMap(({ key, listeners }) =>
    listeners.flatMap(({ protocol, port, rules }) =>
      rules.map((rule) => {
        const answer = answerInWords(rule.action);
        const { hosts, paths, sourceIps } = rule.conditions;
        return {
          loadBalancer: key,
          listener: `${protocol} ${port}`,
          rule,
          answer,
          text: searchable([
            key,
            ruleOwner(rule),
            rule.ingress,
            ...hosts,
            ...paths,
            ...sourceIps,
            answer,
            describeAction(rule.action),
          ]),
        };
      }),
    ),
  );
}

/** All tenants, by name. */
export function tenantRows({ fleet, plan }: ReportData, rules: readonly RuleRow[]): TenantRow[] {
  const rulesOf = new Map<string | null, RuleRow[]>();
  for (const row of rules) {
    const known = rulesOf.get(row.rule.tenant);
    if (known === undefined) rulesOf.set(row.rule.tenant, [row]);
    else known.push(row);
  }
  const pooled = pooledAnswers(plan, rules);
  return fleet.tenants.map((tenant) => {
    const own = rulesOf.get(tenant.name) ?? [];
    const { name, hosts, loadBalancer, alsoOn, status, owner = "", description = "" } = tenant;
    const loadBalancers = loadBalancer === undefined ? alsoOn : [loadBalancer, ...alsoOn];
    const answers = [...new Set([...answersByPath(own.map(({ rule }) => rule)), ...(pooled.get(name) ?? [])])];
    return {
      tenant,
      loadBalancers,
      rules: own.length,
      answers,
      text: searchable([
        name,
        ...hosts,
        ...loadBalancers,
        status,
        owner,
        description,
        ...answers,
        ...own.map(({ rule }) => describeAction(rule.action)),
      ]),
    };
  });
}

/** What pools answer for tenants, by tenant. */
function pooledAnswers({ loadBalancers }: ReportData["plan"], rules: readonly RuleRow[]): Map<string, string[]> {
  const answers = new Map<string, string[]>();
  for (const { key, ingresses } of loadBalancers) {
    const ofPools = rules.filter(({ loadBalancer, rule }) => loadBalancer === key && rule.pool !== undefined);
    const answerTo = new Map(
      ofPools.flatMap(({ rule, answer }) => rule.conditions.hosts.map((host) => [host, answer])),
    );
    for (const { tenant, pooledHosts } of ingresses) {
      const domains = new Set(pooledHosts.map((host) => host.slice(host.indexOf(".") + 1)));
      const ofTenant = [...domains].map((domain) => `${answerTo.get(`*.${domain}`)} (pool ${domain})`);
      if (ofTenant.length > 0) answers.set(tenant, [...(answers.get(tenant) ?? []), ...ofTenant]);
    }
  }
  return answers;
}

function searchable(parts: readonly string[]): string {
  // A character that nobody types keeps a word from matching across two parts.
  return parts.join("\n").toLowerCase();
}

/** Whether a row holds every word of a search. */
export function matchesSearch({ text }: { readonly text: string }, search: string): boolean {
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
