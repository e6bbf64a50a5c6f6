import { compareText } from "../findings";
import { LatencyHistogram } from "./latency-histogram";
import { type Answerer, isError, type Outcome } from "./outcome";

/** What is counted over some requests, as a plain value. */
export interface Figures {
  readonly requests: number;
  /** 5xx, but not the fixed responses of rules: those were asked for. */
  readonly errors: number;
  /** The same by who answered and status, such as `target 503` and `load balancer 504`; the most frequent first. */
  readonly errorCauses: Readonly<Record<string, number>>;
  /** Answers with the status 429, by who gave them: the application, AWS WAF, or a rule. */
  readonly tooManyRequests: { readonly application: number; readonly waf: number; readonly rule: number };
  /** Seconds until the target began to answer, right to within 1.6 %; null when no target answered. */
  readonly targetSeconds: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Rules that the load balancer compared with the requests, as the metric RuleEvaluations counts them. */
  readonly ruleEvaluations: number;
}

/** What is added up of a request. */
export interface CountedRequest extends Outcome {
  /** −1 when no target answered. */
  readonly targetMilliseconds: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** The number of rules that were compared with it. */
  readonly ruleEvaluations: number;
}

const TOO_MANY_REQUESTS = 429;

/** Adds requests up. */
export class Tally {
  #requests = 0;
  readonly #errors = new Map<string, number>();
  readonly #tooManyRequests = { application: 0, waf: 0, rule: 0 };
  #latency: LatencyHistogram | undefined;
  #receivedBytes = 0;
  #sentBytes = 0;
  #ruleEvaluations = 0;

  add({ status, by, targetMilliseconds, receivedBytes, sentBytes, ruleEvaluations }: CountedRequest): void {
    this.#requests++;
    this.#receivedBytes += receivedBytes;
    this.#sentBytes += sentBytes;
    this.#ruleEvaluations += ruleEvaluations;
    if (targetMilliseconds >= 0) {
      this.#latency ??= new LatencyHistogram();
      this.#latency.add(targetMilliseconds);
    }
    if (status === TOO_MANY_REQUESTS) this.#tooManyRequests[limiter(by)]++;
    else if (isError({ status, by })) increase(this.#errors, `${by} ${status}`);
  }

  figures(): Figures {
    const causes = [...this.#errors].sort(([a, m], [b, n]) => n - m || compareText(a, b));
    return {
      requests: this.#requests,
      errors: causes.reduce((sum, [, number]) => sum + number, 0),
      errorCauses: Object.fromEntries(causes),
      tooManyRequests: { ...this.#tooManyRequests },
      targetSeconds:
        this.#latency === undefined
          ? null
          : { p50: seconds(this.#latency, 0.5), p95: seconds(this.#latency, 0.95), p99: seconds(this.#latency, 0.99) },
      receivedBytes: this.#receivedBytes,
      sentBytes: this.#sentBytes,
      ruleEvaluations: this.#ruleEvaluations,
    };
  }
}

function limiter(by: Answerer): "application" | "waf" | "rule" {
  if (by === "target") return "application";
  return by === "WAF" ? "waf" : "rule";
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function seconds(latency: LatencyHistogram, share: number): number {
  return Math.round(latency.percentile(share)!) / 1000;
}
