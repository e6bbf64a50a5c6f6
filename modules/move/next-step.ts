import { dnsWeight, HOME_WEIGHT, loadBalancersOf, type TenantPlace } from "../plan";

/**
 * The steps of a move. All that is known about a move stands in the tenant's file, so that any person or pipeline can
 * go on with it; each step is safe in whatever order the stacks are deployed:
 *
 * - `serve`: the new load balancer serves the tenant beside the old one; DNS does not lead there yet.
 * - `weigh`: DNS leads to the new one more often.
 * - `settle`: the new one becomes the home. Nothing changes for clients.
 * - `leave`: the old one serves the tenant no longer.
 */
export type StepKind = "serve" | "weigh" | "settle" | "leave";

export interface Direction {
  readonly from: string;
  readonly to: string;
}

export interface Step extends Direction {
  readonly kind: StepKind;
  /** What the tenant's file says after the step. */
  readonly place: TenantPlace;
  /** The part of the clients' look-ups that then leads to the new one, 0 to 1, of those of the two. */
  readonly share: number;
}

/** How records are made: weighted or simple ones by external-dns, or by hand. */
export type Records = "weighted" | "simple" | "by-hand";

/** The shares of DNS that the new load balancer gets, one after the other. */
const SHARES: Readonly<Record<Records, readonly number[]>> = {
  weighted: [0.1, 0.5, 1],
  // Both visible first: the record stays with the Ingress that owns it, until that is hidden. Hiding the owner before
  // the other one shows would leave the host without a record.
  simple: [0.5, 1],
  "by-hand": [],
};

/**
 * On the way back nothing is tried out: the old load balancer has served the tenant all the time. When nothing leads
 * there any more it first gets a part: with both weights changed at once, the stack that is deployed first could leave
 * the host without a record that leads anywhere.
 */
function sharesBack(records: Records, share: number): readonly number[] {
  return records === "weighted" ? (share === 0 ? [0.5] : [1]) : SHARES[records];
}

/** [Route 53] The highest weight. */
const MAX_WEIGHT = 255;

/**
 * The next step of a move; undefined when nothing is left to do.
 *
 * @param back the tenant was on its way from `to` and returns
 */
export function nextStep(place: TenantPlace, direction: Direction, records: Records, back = false): Step | undefined {
  const { from, to } = direction;
  const serving = loadBalancersOf(place);
  const step = (kind: StepKind, after: TenantPlace) => ({
    ...direction,
    kind,
    place: after,
    share: shareOf(after, direction),
  });
  if (!serving.includes(to)) return step("serve", { ...place, alsoOn: [...place.alsoOn, to] });
  if (serving.includes(from)) {
    const share = shareOf(place, direction);
    const next = (back ? sharesBack(records, share) : SHARES[records]).find((one) => one > share);
    if (next !== undefined) return step("weigh", { ...place, traffic: weighed(place, direction, next) });
  }
  if (place.loadBalancer !== to) return step("settle", settled(place, to));
  if (serving.includes(from)) return step("leave", without(place, from));
  return undefined;
}

/** How much of DNS leads to the new load balancer, of what leads to the two. */
function shareOf(place: TenantPlace, { from, to }: Direction): number {
  const serving = loadBalancersOf(place);
  const weight = (key: string) => (serving.includes(key) ? dnsWeight(place, key) : 0);
  const total = weight(from) + weight(to);
  return total === 0 ? 0 : weight(to) / total;
}

function weighed(place: TenantPlace, { from, to }: Direction, share: number): Readonly<Record<string, number>> {
  const sum = dnsWeight(place, from) + dnsWeight(place, to);
  // A weight of 1 can't be shared: the old one would have none in the moment in which the new one gets its first.
  const total = sum < 2 ? HOME_WEIGHT : Math.min(MAX_WEIGHT, sum);
  // Of a small total, a tenth may be less than 1; and a step must lead on.
  const weight = share === 1 ? total : Math.max(1, Math.round(total * share));
  return { ...place.traffic, [from]: total - weight, [to]: weight };
}

/** Weights stay as they are written: they say which load balancer is still to be left. */
function settled(place: TenantPlace, to: string): TenantPlace {
  const home = place.loadBalancer;
  const alsoOn = place.alsoOn.flatMap((key) => (key === to ? (home ?? []) : key));
  return { ...place, loadBalancer: to, alsoOn };
}

function without({ loadBalancer, alsoOn, traffic }: TenantPlace, from: string): TenantPlace {
  const left = { loadBalancer, alsoOn: alsoOn.filter((key) => key !== from), traffic: undefined };
  if (traffic === undefined) return left;
  const { [from]: _, ...rest } = traffic;
  // What the defaults say as well need not be written.
  const isDefault = Object.entries(rest).every(([key, weight]) => weight === dnsWeight(left, key));
  return isDefault || left.alsoOn.length === 0 ? left : { ...left, traffic: rest };
}

/**
 * Which load balancer a tenant leaves when it moves to another; undefined when it is there, and nowhere else for the
 * sake of a move. A load balancer that is still to be left has the weight 0 written; a standby has none, or another.
 */
export function directionTo(place: TenantPlace, to: string, records: Records): Direction | undefined {
  const home = place.loadBalancer;
  const from = home === to ? leftBehind(place, records) : home;
  return from === undefined ? undefined : { from, to };
}

/** The way back of a move to a load balancer; undefined when there is none that could be taken back. */
export function directionBack(place: TenantPlace, to: string, records: Records): Direction | undefined {
  if (!loadBalancersOf(place).includes(to)) return undefined;
  const home = place.loadBalancer === to ? (leftBehind(place, records) ?? returnedTo(place)) : place.loadBalancer;
  return home === undefined ? undefined : { from: to, to: home };
}

function leftBehind({ alsoOn, traffic }: TenantPlace, records: Records): string | undefined {
  if (records === "by-hand") return alsoOn.length === 1 ? alsoOn[0] : undefined;
  return alsoOn.find((key) => traffic?.[key] === 0);
}

/** Where DNS leads already, though the tenant does not live there. */
function returnedTo(place: TenantPlace): string | undefined {
  const { loadBalancer, alsoOn, traffic } = place;
  if (loadBalancer === undefined || traffic === undefined || !Object.hasOwn(traffic, loadBalancer)) return undefined;
  const [heaviest] = alsoOn
    .filter((key) => dnsWeight(place, key) > 0)
    .sort((a, b) => dnsWeight(place, b) - dnsWeight(place, a));
  return heaviest;
}
