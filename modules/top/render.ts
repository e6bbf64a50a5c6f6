import { escapeControls, escapeMarkdown, renderMarkdownTable, renderTable, type Style } from "../terminal";
import type { LoadBalancerTop, Top } from "./types";
import { describeNumber, describeShare } from "./units";
import { COLUMNS, causes, cells, describeRequests, freshness, heading, notes, restOf, rowName } from "./words";

const SHOWN_ROWS = 20;
const SHOWN_HOSTS = 10;
const PLURALS = { tenant: "tenants", host: "hosts", status: "statuses" } as const;

/**
 * For a terminal.
 *
 * @param athenaQueries names of the queries that answer the same over longer spans
 * @param width of the terminal; undefined where there is none
 */
export function renderTop(top: Top, athenaQueries: readonly string[], style: Style, width?: number): string {
  const sections = top.loadBalancers.map((loadBalancer) => {
    const { rows, unclaimed, rest } = parts(loadBalancer, top);
    return [
      style.bold(escapeControls(heading(loadBalancer))),
      freshness(loadBalancer, top),
      ...(rows.length === 0 ? [] : ["", renderTable(columns(top), rows, width).trimEnd()]),
      ...(rest === undefined ? [] : [style.dim(rest)]),
      ...(unclaimed === undefined
        ? []
        : ["", unclaimed.sentence, "", renderTable(HOST_COLUMNS, unclaimed.rows, width).trimEnd()]),
      "",
    ].join("\n");
  });
  return [...sections, ...notes(top, athenaQueries).map((note) => `${escapeControls(note)}\n`)].join("\n");
}

/** For an issue or an incident's page. */
export function renderTopMarkdown(top: Top, athenaQueries: readonly string[]): string {
  const sections = top.loadBalancers.map((loadBalancer) => {
    const { rows, unclaimed, rest } = parts(loadBalancer, top);
    return [
      `### ${escapeMarkdown(heading(loadBalancer))}\n`,
      `${escapeMarkdown(freshness(loadBalancer, top))}\n`,
      ...(rows.length === 0 ? [] : [renderMarkdownTable(columns(top), rows)]),
      ...(rest === undefined ? [] : [`${escapeMarkdown(rest)}\n`]),
      ...(unclaimed === undefined
        ? []
        : [`${escapeMarkdown(unclaimed.sentence)}\n`, renderMarkdownTable(HOST_COLUMNS, unclaimed.rows)]),
    ].join("\n");
  });
  return [...sections, ...notes(top, athenaQueries).map((note) => `${escapeMarkdown(note)}\n`)].join("\n");
}

const HOST_COLUMNS = [{ title: "HOST" }, { title: "REQUESTS", align: "right" as const }];

function columns({ by }: Top) {
  const names = by === "host" ? [{ title: "HOST" }, { title: "TENANT" }] : [{ title: by.toUpperCase() }];
  return [...names, ...COLUMNS, { title: "CAUSES", wrap: true }];
}

function parts(loadBalancer: LoadBalancerTop, { by }: Top) {
  const { rows, unclaimed, total } = loadBalancer;
  return {
    rows: rows
      .slice(0, SHOWN_ROWS)
      .map((row) => [rowName(row), ...(by === "host" ? [row.tenant ?? ""] : []), ...cells(row), causes(row)]),
    rest: restOf(rows, SHOWN_ROWS, by, PLURALS[by]),
    unclaimed:
      unclaimed.requests === 0
        ? undefined
        : {
            sentence: `Hosts that nobody claims got ${describeRequests(unclaimed.requests)} (${describeShare(unclaimed.requests / total.requests)}); the most frequent:`,
            rows: unclaimed.hosts
              .slice(0, SHOWN_HOSTS)
              .map(({ host, requests }) => [host === "" ? "(no host)" : host, describeNumber(requests)]),
          },
  };
}
