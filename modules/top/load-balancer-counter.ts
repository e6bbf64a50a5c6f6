import { detach, type EntryReader } from "../access-logs";
import type { LoadBalancerPlan } from "../plan";
import { Claims } from "./claims";
import { HeavyHitters, type Hitter } from "./heavy-hitters";
import { type Answerer, answererOf, describeOutcome, type Outcome } from "./outcome";
import { type CountedRequest, Tally } from "./tally";
import type { LoadBalancerTop, Row, TopBy } from "./types";

/** How many hosts are counted at once: some 2.5 KiB each. Tenants and statuses are all counted. */
const PLACES = 5000;

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
    const { host, tenant } = this.#claims.find(entry.host);
    if (tenant === undefined) {
      this.#unclaimedRequests++;
      this.#unclaimed.add(host);
    }
    const request = this.#request(entry);
    this.#total.add(request);
    this.#rows.add(this.#key(request, host, tenant)).add(request);
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

  /** Each field is read once, for both tallies. */
  #request(entry: EntryReader): CountedRequest {
    const { status, targetMilliseconds, receivedBytes, sentBytes } = entry;
    const by = answererOf(entry);
    return { status, by, targetMilliseconds, receivedBytes, sentBytes, ruleEvaluations: this.#evaluations(entry, by) };
  }

  /**
   * How many rules were compared: up to the one that matched, since priorities are 1…N without gaps; all of the
   * listener's where the default action answered.
   */
  #evaluations({ rulePriority, type }: EntryReader, by: Answerer): number {
    if (rulePriority > 0) return rulePriority;
    if (by === "load balancer") return 0;
    const protocol = type === "http" || type === "ws" ? "HTTP" : "HTTPS";
    return this.#plan.listeners.find((listener) => listener.protocol === protocol)?.rules.length ?? 0;
  }

  #key(outcome: Outcome, host: string, tenant: string | undefined): string {
    if (this.#by === "host") return host;
    if (this.#by === "tenant") return tenant ?? "";
    const key = describeOutcome(outcome);
    if (!this.#outcomes.has(key)) this.#outcomes.set(key, { status: outcome.status, by: outcome.by });
    return key;
  }

  #row({ key, count, overcount, value }: Hitter<Tally>, all: number): Row {
    const figures = { ...value.figures(), requests: count, share: count / all, overcount };
    switch (this.#by) {
      case "tenant":
        return { tenant: key === "" ? null : key, ...figures };
      case "host":
        return { host: key, tenant: this.#claims.find(key).tenant ?? null, ...figures };
      case "status":
        return { outcome: this.#outcomes.get(key)!, ...figures };
    }
  }
}
