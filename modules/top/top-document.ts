import { type Block, type Document, heading, paragraph, table, toned } from "../document";
import type { LoadBalancerTop, Top } from "./types";
import { describeNumber, describeShare } from "./units";
import { COLUMNS, causes, cells, describeRequests, freshness, headline, notes, restOf, rowName } from "./words";

const SHOWN_ROWS = 20;
const SHOWN_HOSTS = 10;
const PLURALS = { tenant: "tenants", host: "hosts", status: "statuses" } as const;

/**
 * What `top` counted, for people.
 *
 * @param athenaQueries names of the queries that answer the same over longer spans
 */
export function topDocument(top: Top, athenaQueries: readonly string[]): Document {
  return [
    ...top.loadBalancers.flatMap((loadBalancer) => blocks(loadBalancer, top)),
    ...notes(top, athenaQueries).map((note) => paragraph(note)),
  ];
}

function blocks(loadBalancer: LoadBalancerTop, top: Top): Block[] {
  const { by } = top;
  const rows = loadBalancer.rows
    .slice(0, SHOWN_ROWS)
    .map((row) => [rowName(row), ...(by === "host" ? [row.tenant ?? ""] : []), ...cells(row), causes(row)]);
  const rest = restOf(loadBalancer.rows, SHOWN_ROWS, by, PLURALS[by]);
  return [
    heading(headline(loadBalancer)),
    paragraph(freshness(loadBalancer, top)),
    ...(rows.length === 0 ? [] : [table(columns(top), rows)]),
    ...(rest === undefined ? [] : [paragraph(toned("dim", rest))]),
    ...unclaimedBlocks(loadBalancer),
  ];
}

function columns({ by }: Top) {
  const names = by === "host" ? [{ title: "HOST" }, { title: "TENANT" }] : [{ title: by.toUpperCase() }];
  return [...names, ...COLUMNS, { title: "CAUSES", wrap: true }];
}

const HOST_COLUMNS = [{ title: "HOST" }, { title: "REQUESTS", align: "right" as const }];

function unclaimedBlocks({ unclaimed: { requests, hosts }, total }: LoadBalancerTop): Block[] {
  if (requests === 0) return [];
  const share = describeShare(requests / total.requests);
  const rows = hosts
    .slice(0, SHOWN_HOSTS)
    .map(({ host, requests }) => [host === "" ? "(no host)" : host, describeNumber(requests)]);
  return [
    paragraph(`Hosts that nobody claims got ${describeRequests(requests)} (${share}); the most frequent:`),
    table(HOST_COLUMNS, rows),
  ];
}
