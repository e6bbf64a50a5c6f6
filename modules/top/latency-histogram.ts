/** Below this every millisecond has a bucket of its own. */
const EXACT = 64;
/** Above it every doubling is cut into as many buckets, so that no value is off by more than 1 in 64. */
const PER_DOUBLING = 32;
/** 2²² ms are 70 minutes; no idle timeout of an ALB is longer than 4,000 s. */
const DOUBLINGS = 16;
const BUCKETS = EXACT + PER_DOUBLING * DOUBLINGS;
const EXACT_BITS = 6;
const PER_DOUBLING_BITS = 5;

/** Durations in 2 KiB, however many there are; percentiles are right to within 1.6 %. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #total = 0;

  /** @param milliseconds a whole number, not below 0 */
  add(milliseconds: number): void {
    this.#counts[bucketOf(milliseconds)]!++;
    this.#total++;
  }

  /**
   * The smallest duration, in milliseconds, that so large a share of all does not exceed; undefined when there are none.
   *
   * @param share above 0, at most 1
   */
  percentile(share: number): number | undefined {
    if (this.#total === 0) return undefined;
    let left = Math.max(1, Math.ceil(share * this.#total));
    const bucket = this.#counts.findIndex((count) => {
      left -= count;
      return left <= 0;
    });
    return middleOf(bucket);
  }
}

function bucketOf(milliseconds: number): number {
  if (milliseconds < EXACT) return milliseconds;
  const doublings = 31 - Math.clz32(milliseconds) - EXACT_BITS;
  if (doublings >= DOUBLINGS) return BUCKETS - 1;
  const within = (milliseconds >>> (doublings + EXACT_BITS - PER_DOUBLING_BITS)) & (PER_DOUBLING - 1);
  return EXACT + doublings * PER_DOUBLING + within;
}

function middleOf(bucket: number): number {
  if (bucket < EXACT) return bucket;
  const doublings = Math.floor((bucket - EXACT) / PER_DOUBLING);
  const width = 2 ** (doublings + EXACT_BITS - PER_DOUBLING_BITS);
  const start = 2 ** (doublings + EXACT_BITS) + ((bucket - EXACT) % PER_DOUBLING) * width;
  return start + (width - 1) / 2;
}
