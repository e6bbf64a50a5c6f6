import { patternsOverlap } from "../alb";
import { describeRecord } from "./dns-record";
import { quote } from "./ingress-action";
import { CATCH_ALL_ROUTE, type TenantView } from "./tenant-view";

/** What changes for a tenant, one phrase a change, from what to what. Empty: nothing that reaches its requests. */
export function describeChanges(before: TenantView, after: TenantView): string[] {
  // One answer takes the place of all routes and limits, which are still in the tenant's file.
  const stopped = before.status !== after.status && after.status !== "active";
  return [
    ...statusChange(before, after),
    ...listChange("host", before.hosts, after.hosts),
    ...(stopped ? [] : [...routeChanges(before, after), ...sourceChange(before, after)]),
    ...orderChanges(before, after),
    ...(before.ingressClasses.join() === after.ingressClasses.join()
      ? []
      : [`IngressClass: ${before.ingressClasses.join(", ")} → ${after.ingressClasses.join(", ")}`]),
    // Hosts that change stand in both lists; said once.
    ...(before.hosts.join() === after.hosts.join()
      ? listChange("host in spec.tls", before.tlsHosts, after.tlsHosts)
      : []),
    ...dnsChange(before, after),
    ...metadataChanges(before, after),
  ];
}

/** What a tenant is that was not there before, or will not be there any more. */
export function describeTenant(view: TenantView): string[] {
  const routes = [...view.routes].map(([route, { words }]) => `${route}: ${words}`);
  return [
    `hosts: ${view.hosts.join(", ") || "none"}`,
    ...(view.status === "active" ? [] : [`status: ${view.status}`]),
    ...routes,
    ...(view.sources.length === 0 ? [] : [`allowed sources: ${view.sources.join(", ")}`]),
  ];
}

function statusChange(before: TenantView, after: TenantView): string[] {
  if (before.status === after.status) return [];
  const answer = after.status === "active" ? "" : ` (${after.routes.get(CATCH_ALL_ROUTE)?.words ?? "no answer"})`;
  return [`status: ${before.status} → ${after.status}${answer}`];
}

function listChange(what: string, before: readonly string[], after: readonly string[]): string[] {
  const removed = difference(before, after);
  const added = difference(after, before);
  if (removed.length === 1 && added.length === 1) return [`${what}: ${removed[0]} → ${added[0]}`];
  const say = (values: readonly string[], verb: string) =>
    values.length === 0 ? [] : [`${what}${values.length === 1 ? "" : "s"} ${verb}: ${values.join(", ")}`];
  return [...say(removed, "removed"), ...say(added, "added")];
}

function routeChanges(before: TenantView, after: TenantView): string[] {
  const changes: string[] = [];
  for (const [route, old] of before.routes) {
    const now = after.routes.get(route);
    if (now === undefined) changes.push(`${route} removed (${old.words})`);
    else if (now.words !== old.words) changes.push(`${route}: ${old.words} → ${now.words}`);
    else if (now.source !== old.source) changes.push(`${route}: ${now.words}, with other settings or another ARN`);
  }
  for (const [route, now] of after.routes) {
    if (before.routes.has(route)) continue;
    changes.push(route === CATCH_ALL_ROUTE ? `${route}: ${now.words}` : `${route} added: ${now.words}`);
  }
  if (areSwapped(before.routes, after.routes)) {
    changes.push(`routes are tried in another order: ${[...after.routes.keys()].join(", ")}`);
  }
  return changes;
}

/** Whether two routes that some request matches both are tried the other way round. */
function areSwapped(before: TenantView["routes"], after: TenantView["routes"]): boolean {
  const order = [...after.keys()];
  const kept = [...before].filter(([name]) => after.has(name));
  return kept.some(([name, { patterns }], index) =>
    kept
      .slice(index + 1)
      .some(
        ([other, { patterns: others }]) =>
          order.indexOf(other) < order.indexOf(name) &&
          patterns.some((pattern) => others.some((one) => patternsOverlap(pattern, one))),
      ),
  );
}

function sourceChange({ sources: before }: TenantView, { sources: after }: TenantView): string[] {
  if (before.length > 0 && after.length > 0) return listChange("allowed source", before, after);
  const say = (sources: readonly string[]) => sources.join(", ") || "any";
  return before.length === after.length ? [] : [`allowed sources: ${say(before)} → ${say(after)}`];
}

function orderChanges(before: TenantView, after: TenantView): string[] {
  return [...before.orders].flatMap(([ingress, old]) => {
    const now = after.orders.get(ingress);
    if (now === undefined || now === old) return [];
    return [`order${before.orders.size === 1 ? "" : ` of ${ingress}`}: ${old} → ${now}`];
  });
}

function dnsChange({ dns: before }: TenantView, { dns: after }: TenantView): string[] {
  if (before === undefined || after === undefined) return [];
  const [old, now] = [describeRecord(before), describeRecord(after)];
  return old === now ? [] : [`DNS: ${old} → ${now}`];
}

function metadataChanges(before: TenantView, after: TenantView): string[] {
  const names = new Set([...before.metadata.keys(), ...after.metadata.keys()]);
  return [...names].flatMap((name) => {
    const [old, now] = [before.metadata.get(name), after.metadata.get(name)];
    if (old === now) return [];
    if (old === undefined) return [`${name} added: ${quote(now ?? "")}`];
    return now === undefined ? [`${name} removed`] : [`${name}: ${quote(old)} → ${quote(now)}`];
  });
}

function difference(values: readonly string[], others: readonly string[]): string[] {
  const without = new Set(others);
  return values.filter((value) => !without.has(value));
}
