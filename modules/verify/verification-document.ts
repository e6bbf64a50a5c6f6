import { type Block, type Document, heading, type Item, list, paragraph, strong, subheading, toned } from "../document";
import { count } from "../terminal";
import { oneLine } from "./errors";
import type { Difference, GroupEvent, LoadBalancerVerification, Verification } from "./types";

/** Longer lists are cut: `--json` has all. */
const MOST_DIFFERENCES = 50;

const MARKERS = {
  missing: { sign: "-", tone: "bad", word: "missing" },
  unexpected: { sign: "+", tone: "warning", word: "unexpected" },
  changed: { sign: "~", tone: "warning", word: "changed" },
} as const;

/** What `verify` found, for people. */
export function verificationDocument({ ok, loadBalancers }: Verification): Document {
  return [
    ok
      ? heading("Every load balancer equals the plan", "good")
      : heading("Not every load balancer equals the plan", "bad"),
    ...Object.entries(loadBalancers).flatMap(([key, verification]) => blocks(key, verification)),
  ];
}

function blocks(key: string, verification: LoadBalancerVerification): Block[] {
  const { state, differences, events, notes } = verification;
  const rest = differences.length - MOST_DIFFERENCES;
  return [
    subheading(`${key}: ${headline(verification)}`, state === "converged" ? "good" : "bad"),
    ...list([
      ...differences.slice(0, MOST_DIFFERENCES).map(differenceItem),
      ...(rest > 0 ? [`and ${rest} more; --json lists all`] : []),
    ]),
    ...(events.length === 0 ? [] : [paragraph("What the controller says:")]),
    ...list(events.map(eventItem)),
    ...notes.map((note) => paragraph(toned("dim", `Note: ${oneLine(note)}`))),
  ];
}

function differenceItem(difference: Difference): Item {
  return {
    text: [strong(place(difference)), `: ${oneLine(difference.message)}`],
    marker: MARKERS[difference.kind],
  };
}

function eventItem(event: GroupEvent): Item {
  return {
    text: [strong(event.reason), toned("dim", ` ${eventPlace(event)}`), `: ${oneLine(event.message)}`],
    marker: { sign: "!", tone: "warning" },
  };
}

function headline({ state, differences }: LoadBalancerVerification): string {
  if (state === "converged") return "the ALB equals the plan";
  if (state === "missing") return "there is no ALB";
  const tenants = new Set(differences.flatMap(({ tenant }) => tenant ?? [])).size;
  const ofTenants = tenants === 0 ? "" : ` of ${count(tenants, "tenant")}`;
  return `the ALB differs from the plan in ${count(differences.length, "place")}${ofTenants}`;
}

function place({ port, priority, tenant, pool }: Difference): string {
  const where = priority === null ? `port ${port}` : `port ${port}, priority ${priority}`;
  const owner = tenant ?? (pool === undefined ? undefined : `pool ${pool}`);
  return owner === undefined ? where : `${owner} (${where})`;
}

function eventPlace({ object, ingresses, lastSeen }: GroupEvent): string {
  const others = ingresses > 1 ? ` and ${ingresses - 1} more` : "";
  return `${object}${others}${lastSeen === undefined ? "" : `, ${lastSeen}`}`;
}
