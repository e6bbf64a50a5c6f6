import type { UncodedFinding } from "../../findings";

/**
 * The places of a fleet's files where decoding has found something wrong already. What a rule says about such a place
 * is a consequence of that, and about the placeholder there, not of anything that a person wrote.
 */
export class WrongPlaces {
  /** Files (or directories) with anything wrong. */
  readonly files: ReadonlySet<string>;
  /** `file path` of each place, and of everything around one. */
  readonly #places = new Set<string>();
  readonly #around = new Set<string>();

  constructor(places: readonly Pick<UncodedFinding, "file" | "path">[]) {
    this.files = new Set(places.map(({ file }) => file));
    for (const { file, path } of places) {
      if (path === "") continue;
      this.#places.add(`${file} ${path}`);
      for (const outer of pathsAround(path)) this.#around.add(`${file} ${outer}`);
    }
  }

  /** Whether a place, something around it or something inside it is wrong. */
  touch(file: string, path: string): boolean {
    if (this.#places.size === 0) return false;
    const isWrong = (one: string) => this.#places.has(`${file} ${one}`);
    return isWrong(path) || pathsAround(path).some(isWrong) || this.#around.has(`${file} ${path}`);
  }

  /** Whether a finding only follows from something that is wrong. */
  explain({ file, path }: UncodedFinding): boolean {
    // What is said of a whole service or load balancer is not about a wrong field in it.
    return path !== "" && this.touch(file, ENTRY.test(path) ? `${path}.` : path);
  }
}

const ENTRY = /^(?:services|loadBalancers)\.[^.[]+$/;

/** `a.b[0].c` → `a`, `a.b`, `a.b[0]`. */
function pathsAround(path: string): string[] {
  return [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)).filter((outer) => outer !== "");
}
