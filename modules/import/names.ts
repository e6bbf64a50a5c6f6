import { KEY_PATTERN } from "../model";
import { shorten } from "../plan";

/** Hands out names that are valid here and unique. */
export class UniqueNames {
  readonly #taken = new Set<string>();
  readonly #length: number;

  /** @param length most characters */
  constructor(length: number) {
    this.#length = length;
  }

  /** The wanted name, made valid; with a number behind it when it is taken, or a word that no name can be. */
  take(wanted: string): string {
    const valid = validName(wanted, this.#length);
    let name = valid;
    for (let count = 2; this.#taken.has(name) || !KEY_PATTERN.test(name); count++) {
      name = `${valid.slice(0, this.#length - 5).replace(/-+$/, "")}-${count}`;
    }
    this.#taken.add(name);
    return name;
  }
}

/** Lower case, a letter first, then letters, digits and single hyphens, none at the end. */
function validName(wanted: string, length: number): string {
  const cleaned = wanted
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const name = /^[a-z]/.test(cleaned) ? cleaned : `x-${cleaned}`.replace(/-$/, "");
  return shorten(name, length);
}

/** Something that wants a name: its own, with its namespace in front where another namespace has the same. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly suffix?: string;
}

/** Names for things of several namespaces, in their order. */
export function namesFor(things: readonly Named[], length: number): string[] {
  const namespaces = new Map<string, Set<string>>();
  for (const { namespace, name } of things) {
    namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace));
  }
  const names = new UniqueNames(length);
  return things.map(({ namespace, name, suffix = "" }) => {
    const shared = (namespaces.get(name)?.size ?? 0) > 1;
    return names.take(`${shared ? `${namespace}-` : ""}${name}${suffix}`);
  });
}
