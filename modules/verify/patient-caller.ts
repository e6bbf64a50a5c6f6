import type { Clock } from "./clients";
import { readFailure } from "./errors";

/** First pause after a refused request; every further one is twice as long. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;
/** Also without time left: one refused request must not fail a pipeline. */
const LEAST_ATTEMPTS = 4;

/** What was asked about has just been deleted: look again from the beginning. */
export class GoneError extends Error {}

/**
 * Makes requests to AWS, and makes them again after growing pauses (1, 2, 4 … 20 s, without jitter) when AWS
 * throttles, has an error of its own, or can't be reached: throttled ones until the deadline, others 4 times.
 */
export class PatientCaller {
  readonly #clock: Clock;
  readonly #deadline: number;
  readonly #onProgress: (line: string) => void;

  /** @param deadline in the clock's milliseconds */
  constructor(clock: Clock, deadline: number, onProgress: (line: string) => void) {
    this.#clock = clock;
    this.#deadline = deadline;
    this.#onProgress = onProgress;
  }

  /**
   * @param operation AWS's name for the request, for messages
   * @throws VerifyError when it does not help; GoneError when what is asked about no longer exists
   */
  async call<T>(operation: string, request: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await request();
      } catch (thrown) {
        const { kind, error } = readFailure(thrown, operation);
        if (kind === "gone") throw new GoneError(error.message);
        const left = this.#deadline - this.#clock.now();
        const again =
          kind === "throttled"
            ? attempt < LEAST_ATTEMPTS || left > 0
            : kind === "transient" && attempt < LEAST_ATTEMPTS;
        if (!again) throw error;
        const wanted = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
        // The last attempt is made at the deadline, not long after it.
        const pause = left > 0 ? Math.min(wanted, Math.max(left, FIRST_PAUSE_MS)) : wanted;
        const reason = kind === "throttled" ? `AWS throttles ${operation}` : `${operation} failed`;
        this.#onProgress(`${reason}; asking again in ${Math.round(pause / 1000)} s`);
        await this.#clock.sleep(pause);
      }
    }
  }
}
