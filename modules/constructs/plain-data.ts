import type { IResolvable, IResolveContext } from "../cdktf";

/**
 * A value without tokens, which cdktf writes as it is. Anything else it searches for tokens three times over, every
 * string and every key with several regular expressions: with 8,000 tenants that was 1.7 of the 2.1 seconds that
 * cdktf took (profile of `npm run bench`'s fleet). What is written is the same to the byte, which
 * `__tests__/constructs/plain-data.test.ts` asserts.
 *
 * It is a token that always resolves to itself, so that cdktf passes it on unopened; when the stack is written,
 * `JSON.stringify` and its kin ask for `toJSON`. The value is made then, and never held.
 */
export class PlainData implements IResolvable {
  readonly creationStack: string[] = [];
  readonly #make: () => object;

  constructor(make: () => object) {
    this.#make = make;
  }

  resolve(context: IResolveContext): undefined {
    context.registerPostProcessor({ postProcess: () => this });
    return undefined;
  }

  toJSON(): object {
    return this.#make();
  }
}

/** Whether a value contains one of cdktf's tokens, in their form as text. */
export function containsToken(value: unknown): boolean {
  return JSON.stringify(value).includes("TfToken[");
}
