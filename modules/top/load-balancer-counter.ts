import { detach, type EntryReader } from "../access-logs";
import type { LoadBalancerPlan } from "../plan";
import { Claims, canonicalHost } from "./claims";
import { HeavyHitters, type Hitter } from "./heavy-hitters";
import { answererOf, describeOutcome, type Outcome } from "./outcome";
import { Tally } from "./tally";
import type { LoadBalancerTop, Row, TopBy } from "./types";

/** How many hosts are counted at once: some 2.5 KiB each. Tenants and statuses are all counted. */
const PLACES = 5000;

/** A DNS name has no more characters; a Host header can. */
const LONGEST_HOST = 255;

/** Counts the entries of one load balancer, in memory that does not grow with their number. */
export class LoadBalancerCounter {
  readonly #plan: LoadBalancerPlan;
  readonly #by: TopBy;
  readonly #claims: Claims;
  readonly #total = new Tally();
  /** By tenant, host, or outcome in words. */
  readonly #rows: HeavyHitters<Tally>;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #unclaimed = new HeavyHitters(PLACES, () => undefined);
  #unclaimedRequests = 0;
  #name: string | undefined;
  #from: string | undefined;
  #to: string | undefined;
  #newestFile: string | undefined;

  constructor(plan: LoadBalancerPlan, by: TopBy) {
    this.#plan = plan;
    this.#by = by;
    this.#claims = new Claims(plan);
    // One more for what is nobody's.
    this.#rows = new HeavyHitters(Math.max(PLACES, by === "tenant" ? plan.tenants.length + 1 : 0), () => new Tally());
  }

  /** The ALB's name in the entries so far. */
  get name(): string | undefined {
    return this.#name;
  }

  /** A file is there that is about five minutes up to this time. */
  addFile(end: string): void {
    if (this.#newestFile === undefined || end > this.#newestFile) this.#newestFile = end;
  }

  add(entry: EntryReader, name: string): void {
    this.#name ??= name;
    const { time } = entry;
    if (this.#from === undefined || time < this.#from) this.#from = detach(time);
    if (this.#to === undefined || time > this.#to) this.#to = detach(time);
    const host = canonicalHost(entry.host.slice(0, LONGEST_HOST));
    const tenant = this.#claims.tenantOf(host);
    if (tenant === undefined) {
      this.#unclaimedRequests++;
      this.#unclaimed.add(host);
    }
    const evaluations = this.#ruleEvaluations(entry);
    this.#total.add(entry, evaluations);
    this.#rows.add(this.#key(entry, host, tenant)).add(entry, evaluations);
  }

  result(): LoadBalancerTop {
    const total = this.#total.figures();
    return {
      key: this.#plan.key,
      name: this.#name ?? this.#plan.name,
      from: this.#from,
      to: this.#to,
      newest: this.#newestFile ?? this.#to,
      total,
      rows: this.#rows.list().map((hitter) => this.#row(hitter, total.requests)),
      overflowed: this.#rows.overflowed,
      unclaimed: {
        requests: this.#unclaimedRequests,
        hosts: this.#unclaimed.list().map(({ key, count, overcount }) => ({ host: key, requests: count, overcount })),
        overflowed: this.#unclaimed.overflowed,
      },
    };
  }

  /**
   * How many rules were compared: up to the one that matched, since priorities are 1…N without gaps; all of the
   * listener's where the default action answered.
   */
  #ruleEvaluations(entry: EntryReader): number {
    if (entry.rulePriority > 0) return entry.rulePriority;
    if (entry.status === 0 || answererOf(entry) === "load balancer") return 0;
    const { type } = entry;
    const protocol = type === "http" || type === "ws" ? "HTTP" : "HTTPS";
    return this.#plan.listeners.find((listener) => listener.protocol === protocol)?.rules.length ?? 0;
  }

  #key(entry: EntryReader, host: string, tenant: string | undefined): string {
    if (this.#by === "host") return host;
    if (this.#by === "tenant") return tenant ?? "";
    const outcome = { status: entry.status, by: answererOf(entry) };
    const key = describeOutcome(outcome);
    if (!this.#outcomes.has(key)) this.#outcomes.set(key, outcome);
    return key;
  }

  #row({ key, count, overcount, value }: Hitter<Tally>, all: number): Row {
    const figures = { ...value.figures(), requests: count, share: count / all, overcount };
    switch (this.#by) {
      case "tenant":
        return { tenant: key === "" ? null : key, ...figures };
      case "host":
        return { host: key, tenant: this.#claims.tenantOf(key) ?? null, ...figures };
      case "status":
        return { outcome: this.#outcomes.get(key)!, ...figures };
    }
  }
}
