/**
 * Evaluates the templates of synthesized Terraform JSON as far as the stacks use them: references, some functions,
 * objects, lists and literals. Anything else throws, so that a test cannot pass on something not understood.
 */

/** A reference's parts: `aws_lb_target_group.web.arn` is three, an index in brackets one more. */
export type Lookup = (reference: readonly (string | number)[]) => unknown;

/** A copy of a value in which every text is evaluated. */
export function evaluateTemplates(value: unknown, lookup: Lookup): unknown {
  if (typeof value === "string") return evaluateText(value, lookup);
  if (Array.isArray(value)) return value.map((element) => evaluateTemplates(element, lookup));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, evaluateTemplates(element, lookup)]));
}

function evaluateText(text: string, lookup: Lookup): unknown {
  const parts: unknown[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.slice(at).search(/[$%]\{/);
    if (next === -1) {
      parts.push(text.slice(at));
      break;
    }
    const start = at + next;
    if (start > 0 && text[start - 1] === text[start]) {
      parts.push(`${text.slice(at, start - 1)}${text[start]}{`);
      at = start + 2;
      continue;
    }
    if (text[start] === "%") throw new Error(`unknown directive in ${text}`);
    if (start > at) parts.push(text.slice(at, start));
    const parser = new ExpressionParser(text, start + 2, lookup);
    parts.push(parser.expression());
    at = parser.expectToken("}");
  }
  // A text that is one expression has that expression's type.
  return parts.length === 1 ? parts[0] : parts.join("");
}

class ExpressionParser {
  readonly #text: string;
  readonly #lookup: Lookup;
  #at: number;

  constructor(text: string, at: number, lookup: Lookup) {
    this.#text = text;
    this.#at = at;
    this.#lookup = lookup;
  }

  expression(): unknown {
    const next = this.#peek();
    if (next === "{") return this.#object();
    if (next === "[") return this.#list();
    if (next === '"') return this.#string();
    const number = this.#take(/^\d+/);
    if (number !== undefined) return Number(number);
    const name = this.#take(/^[A-Za-z_][\w-]*/);
    if (name === undefined) throw this.#error("an expression is expected");
    if (name === "true" || name === "false") return name === "true";
    if (this.#peek() === "(") return this.#call(name);
    return this.#lookup(this.#reference(name));
  }

  /** Where the token ends. */
  expectToken(token: string): number {
    if (this.#peek() !== token) throw this.#error(`${token} is expected`);
    return ++this.#at;
  }

  #call(name: string): unknown {
    const [argument, ...others] = this.#entries("(", ")", () => this.expression());
    if (name === "jsonencode") return JSON.stringify(argument);
    if (name === "base64decode") return `decoded ${argument}`;
    if (name === "substr") return String(argument).slice(Number(others[0])).slice(0, Number(others[1]));
    throw this.#error(`the function ${name} is unknown`);
  }

  #reference(first: string): (string | number)[] {
    const parts: (string | number)[] = [first];
    for (;;) {
      if (this.#peek() === ".") {
        this.expectToken(".");
        parts.push(this.#take(/^[\w-]+/) ?? "");
      } else if (this.#peek() === "[") {
        this.expectToken("[");
        parts.push(this.expression() as string | number);
        this.expectToken("]");
      } else return parts;
    }
  }

  #object(): Record<string, unknown> {
    const entries = this.#entries("{", "}", () => {
      const key = this.#string();
      this.expectToken("=");
      return [key, this.expression()] as const;
    });
    return Object.fromEntries(entries);
  }

  #list(): unknown[] {
    return this.#entries("[", "]", () => this.expression());
  }

  #entries<T>(open: string, close: string, entry: () => T): T[] {
    const entries: T[] = [];
    this.expectToken(open);
    while (this.#peek() !== close) {
      entries.push(entry());
      if (this.#peek() !== close) this.expectToken(",");
    }
    this.expectToken(close);
    return entries;
  }

  #string(): string {
    this.#peek();
    const quoted = this.#take(/^"(?:[^"\\]|\\.)*"/);
    if (quoted === undefined) throw this.#error("a text is expected");
    const text = evaluateText(JSON.parse(quoted), this.#lookup);
    if (typeof text !== "string") throw this.#error("a text is expected");
    return text;
  }

  #peek(): string | undefined {
    this.#take(/^\s+/);
    return this.#text[this.#at];
  }

  #take(pattern: RegExp): string | undefined {
    const [taken] = pattern.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += taken?.length ?? 0;
    return taken;
  }

  #error(message: string): Error {
    return new Error(`${message} at ${this.#at} of ${this.#text}`);
  }
}
