import { detach, EntryReader } from "../access-logs";
import { compareText } from "../findings";
import type { LoadBalancerPlan } from "../plan";
import { LoadBalancerCounter } from "./load-balancer-counter";
import { LoadBalancerNames } from "./load-balancer-names";
import type { LogFile } from "./log-files";
import type { Top, TopBy } from "./types";

export interface EntryCounterOptions {
  /** All of the fleet's. */
  readonly loadBalancers: readonly LoadBalancerPlan[];
  /** Those that are asked about. */
  readonly selected: readonly LoadBalancerPlan[];
  readonly by: TopBy;
  /** Entries that are older are left out; undefined takes all. */
  readonly since: Date | undefined;
  readonly now: Date;
}

const EXAMPLES = 5;
/** Names of ALBs that are not asked about; entries of further ones are counted together. */
const OTHER_NAMES = 20;
const FURTHER = "others";

/** Where entries of an ALB go: nowhere, when it is not asked about. */
interface Destination {
  readonly name: string;
  readonly counter: LoadBalancerCounter | undefined;
}

/** Gives every entry to its load balancer, and counts what is not an entry. */
export class EntryCounter {
  readonly #options: EntryCounterOptions;
  readonly #since: string;
  readonly #entry = new EntryReader();
  readonly #names: LoadBalancerNames;
  /** By key. */
  readonly #counters: ReadonlyMap<string, LoadBalancerCounter>;
  /** By the field `elb`. */
  readonly #destinations = new Map<string, Destination>();
  readonly #others = new Map<string, number>();
  readonly #damagedFiles: { name: string; why: string }[] = [];
  readonly #examples: string[] = [];
  #unparsable = 0;
  #earlier = 0;
  #entries = 0;
  #files = 0;
  #file = "";
  #line = 0;

  constructor(options: EntryCounterOptions) {
    this.#options = options;
    // Entries have microseconds: without its Z the text sorts before those of the same millisecond.
    this.#since = options.since?.toISOString().slice(0, -1) ?? "";
    this.#names = new LoadBalancerNames(options.loadBalancers);
    this.#counters = new Map(options.selected.map((plan) => [plan.key, new LoadBalancerCounter(plan, options.by)]));
  }

  /** Entries so far. */
  get entries(): number {
    return this.#entries;
  }

  /** A file that will be read. */
  sawFile({ loadBalancer, end }: LogFile): void {
    if (loadBalancer !== undefined && end !== undefined) this.#counterOf(loadBalancer)?.addFile(end);
  }

  startFile(name: string): void {
    this.#files++;
    this.#file = name;
    this.#line = 0;
  }

  addDamagedFile(name: string, why: string): void {
    this.#damagedFiles.push({ name, why });
  }

  addLine(text: string, start: number, end: number): void {
    this.#line++;
    const entry = this.#entry;
    if (!entry.read(text, start, end)) this.#countUnparsable();
    else {
      this.#entries++;
      if (this.#since !== "" && entry.time < this.#since) this.#earlier++;
      else this.#addEntry(entry);
    }
  }

  /** A line that is too long for an entry. */
  addUnparsable(): void {
    this.#line++;
    this.#countUnparsable();
  }

  result(): Top {
    const { by, since, now } = this.#options;
    return {
      by,
      since: since?.toISOString(),
      now: now.toISOString(),
      loadBalancers: [...this.#counters.values()].map((counter) => counter.result()),
      filesRead: this.#files,
      damagedFiles: this.#damagedFiles,
      unparsable: { lines: this.#unparsable, examples: this.#examples },
      earlierEntries: this.#earlier,
      otherLoadBalancers: Object.fromEntries([...this.#others].sort(([a], [b]) => compareText(a, b))),
    };
  }

  #addEntry(entry: EntryReader): void {
    const { counter, name } = this.#destinationOf(entry.loadBalancer);
    if (counter !== undefined) counter.add(entry, name);
    else {
      const known = this.#others.has(name) || this.#others.size < OTHER_NAMES ? name : FURTHER;
      this.#others.set(known, (this.#others.get(known) ?? 0) + 1);
    }
  }

  /** @param field `elb` of an entry */
  #destinationOf(field: string): Destination {
    const known = this.#destinations.get(field);
    if (known !== undefined) return known;
    const name = detach(nameIn(field));
    const found = { name, counter: this.#counterOf(name) };
    // Real logs name few; what is not a log can name any number.
    if (this.#destinations.size < OTHER_NAMES) this.#destinations.set(detach(field), found);
    return found;
  }

  #counterOf(name: string): LoadBalancerCounter | undefined {
    const plan = this.#names.find(name);
    return plan === undefined ? undefined : this.#counters.get(plan.key);
  }

  #countUnparsable(): void {
    this.#unparsable++;
    if (this.#examples.length < EXAMPLES) this.#examples.push(`${this.#file}:${this.#line}`);
  }
}

/** `app/<name>/<id>` → name */
function nameIn(field: string): string {
  const start = field.indexOf("/") + 1;
  const end = field.indexOf("/", start);
  return field.slice(start, end === -1 ? field.length : end);
}
