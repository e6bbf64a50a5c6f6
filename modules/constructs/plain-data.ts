import type { IResolvable, IResolveContext } from "../cdktf";

/*
 * cdktf searches everything that a stack consists of for tokens, three times over: every string and every key with
 * several regular expressions. With 8,000 tenants that was 1.7 of the 2.1 seconds that cdktf took, and their bodies
 * hold no token. A token that resolves to something is passed on as that, unopened. What is written is the same to the
 * byte, which `__tests__/constructs/plain-data.test.ts` asserts.
 */

/** A token that resolves to a value as it is. */
abstract class Unopened implements IResolvable {
  // No property of the object's own: their names are searched for tokens as well.
  get creationStack(): string[] {
    return [];
  }

  resolve(context: IResolveContext): undefined {
    context.registerPostProcessor({ postProcess: () => this.resolved() });
    return undefined;
  }

  protected abstract resolved(): object;

  abstract toJSON(): object;
}

/**
 * A value without tokens. It resolves to itself; when the stack is written, `JSON.stringify` and its kin ask for
 * `toJSON`. The value is made then, and never held.
 */
export class PlainData extends Unopened {
  readonly #make: () => object;

  constructor(make: () => object) {
    super();
    this.#make = make;
  }

  protected resolved(): object {
    return this;
  }

  toJSON(): object {
    return this.#make();
  }
}

/** An element's part of a stack, with its body as plain data: opened once, when all parts are put together. */
export class PlainPart extends Unopened {
  readonly #part: object;

  constructor(part: object) {
    super();
    this.#part = part;
  }

  protected resolved(): object {
    return this.#part;
  }

  toJSON(): object {
    return this.#part;
  }
}

/** Whether a value contains one of cdktf's tokens, in their form as text. */
export function containsToken(value: unknown): boolean {
  return JSON.stringify(value).includes("TfToken[");
}
