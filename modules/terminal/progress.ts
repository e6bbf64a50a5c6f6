/** Where progress is shown: a terminal, else nowhere. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What a person waits without wondering. */
const PATIENCE_MILLISECONDS = 1000;

const ERASE_LINE = "\r\u001b[K";

/**
 * Says on a terminal what is being done, once the process has run for longer than a second; else it is silent.
 * One line, which the next step replaces and `end` takes away.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  #shown = false;

  /** @param now milliseconds since the process started */
  constructor(stream: ProgressStream, now = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  /** Work that comes next and may take a while. */
  step(text: string): void {
    if (this.#stream.isTTY !== true || this.#now() < PATIENCE_MILLISECONDS) return;
    this.#stream.write(`${ERASE_LINE}${text} …`);
    this.#shown = true;
  }

  /** The result comes next. */
  end(): void {
    if (this.#shown) this.#stream.write(ERASE_LINE);
    this.#shown = false;
  }
}
