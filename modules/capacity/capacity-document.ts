import { type Block, type Document, heading, list, type Meter, paragraph, table } from "../document";
import { count } from "../terminal";
import { QUOTA_LABELS } from "./quota-labels";
import { describeRuleCosts } from "./rule-cost-words";
import type { Capacity, LoadBalancerCapacity, QuotaCapacity } from "./types";
import { describeGrowth, describeRunOut, sparkline } from "./words";

const right = (title: string) => ({ title, align: "right" as const });
const TENANT_COLUMNS = [right("RULES"), { title: "TENANT" }, { title: "WHY", wrap: true }];
const COLUMNS = [{ title: "QUOTA" }, ...["USED", "LIMIT", "RESERVED", "FREE", "SHARE"].map(right)];

/** Capacity for people: for each load balancer its quotas, what runs out first, and what to do. */
export function capacityDocument({ loadBalancers, moves }: Capacity): Document {
  return [...loadBalancers.flatMap(blocks), ...moveBlocks(moves)];
}

const MOVE_COLUMNS = [{ title: "TENANT" }, { title: "FROM" }, { title: "TO" }, right("RULES")];

function moveBlocks(moves: Capacity["moves"]): Block[] {
  if (moves.length === 0) return [];
  return [
    heading(`${count(moves.length, "move")} after which no load balancer is short of rules`),
    table(
      MOVE_COLUMNS,
      moves.map(({ tenant, from, to, rules }) => [tenant, from, to, String(rules)]),
    ),
    paragraph(
      "tenantry capacity --json > moves.json && tenantry move --moves moves.json takes the first step of each.",
    ),
  ];
}

function blocks(loadBalancer: LoadBalancerCapacity): Block[] {
  const { key, name, tenants, hosts, growth, largestTenants, advice } = loadBalancer;
  const quotas = Object.values(loadBalancer.quotas);
  const growing = describeGrowth(loadBalancer);
  return [
    heading(`${key} (${name}): ${count(tenants, "tenant")}, ${count(hosts, "host")}`),
    table(COLUMNS, quotas.map(cells), quotas.map(meter)),
    paragraph(describeRunOut(loadBalancer)),
    ...describeRuleCosts(loadBalancer).map((sentence) => paragraph(sentence)),
    ...(growing === undefined ? [] : [paragraph(`${sparkline(growth!.rulesByWeek)}  ${growing}`)]),
    ...(largestTenants.length === 0
      ? []
      : [
          table(
            TENANT_COLUMNS,
            largestTenants.map(({ tenant, rules, why }) => [String(rules), tenant, why]),
          ),
        ]),
    ...list(advice.map((text) => ({ text, marker: { sign: "→", tone: "good" } }))),
  ];
}

function cells({ name, used, limit, reserved, free, usedShare }: QuotaCapacity): string[] {
  return [QUOTA_LABELS[name], ...[used, limit, reserved, free].map(String), `${Math.round(usedShare * 100)} %`];
}

function meter({ used, limit, reserved, level }: QuotaCapacity): Meter {
  return { used, limit, reserved, tone: TONES[level] };
}

const TONES = { ok: "good", tight: "warning", full: "bad" } as const;
