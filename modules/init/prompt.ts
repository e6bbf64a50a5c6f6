import { createInterface, type Interface } from "node:readline";
import { UserError } from "../errors";
import { escapeControls, styleFor } from "../terminal";

/** Where a person is asked: a terminal's input, and what is shown on it. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Whoever was asked has ended it, before anything was written. */
export class UnansweredError extends UserError {
  override readonly name = "UnansweredError";
  override readonly code = "unanswered";
  override readonly exitCode: number;

  constructor(byInterrupt: boolean) {
    super(`${byInterrupt ? "Interrupted" : "The answers ended"}: nothing was written.`);
    // As a shell says that a program was ended by SIGINT.
    this.exitCode = byInterrupt ? 130 : 1;
  }
}

/** Asks a person at a terminal, line by line. What is typed or pasted ahead answers the next questions. */
export class Prompt {
  readonly #output: Terminal["output"];
  readonly #interface: Interface;
  readonly #lines: AsyncIterator<string>;
  #isInterrupted = false;
  #isClosed = false;

  constructor({ input, output }: Terminal) {
    this.#output = output;
    this.#interface = createInterface({ input, output, terminal: true, historySize: 0 });
    this.#lines = this.#interface[Symbol.asyncIterator]();
    this.#interface.on("close", () => {
      this.#isClosed = true;
    });
    this.#interface.on("SIGINT", () => {
      this.#isInterrupted = true;
      this.close();
    });
  }

  /** Shows a line that is no question. */
  say(text: string, style: "dim" | "red"): void {
    this.#output.write(`${styleFor(this.#output)[style](escapeControls(text))}\n`);
  }

  /**
   * @returns the line, without white space around it
   * @throws UnansweredError when the person ends it by Ctrl-C or Ctrl-D
   */
  async ask(question: string): Promise<string> {
    // Whoever has typed ahead may have ended it ahead, too.
    if (!this.#isClosed) {
      this.#interface.setPrompt(`${question}: `);
      this.#interface.prompt();
    }
    const { value, done } = await this.#lines.next();
    if (!done && !this.#isInterrupted) return value.trim();
    this.#output.write("\n");
    throw new UnansweredError(this.#isInterrupted);
  }

  close(): void {
    this.#interface.close();
  }
}
