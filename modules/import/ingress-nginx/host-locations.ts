import type { DumpIngress } from "../dump";
import { isOn } from "./annotations";
import { locationOf } from "./locations";

/** Who has which location of a host, the oldest first. */
interface HostTable {
  /** Who names the host first has what nobody names. */
  readonly first: DumpIngress;
  readonly exact: Map<string, DumpIngress>;
  /** Of paths of type Prefix without a slash at their end; an exact one of the same path stands in its place. */
  readonly exactHalves: Map<string, DumpIngress>;
  readonly beginnings: Map<string, DumpIngress>;
}

/** The locations of every host, over all Ingresses that are not canaries. */
export class HostLocations {
  readonly #tables = new Map<string, HostTable>();

  /** Hosts for which some Ingress has a certificate. */
  readonly tls: ReadonlySet<string>;

  constructor(ingresses: readonly DumpIngress[]) {
    this.tls = new Set(ingresses.flatMap(({ tlsHosts }) => tlsHosts));
    for (const ingress of ingresses) {
      if (isOn(ingress, "canary")) continue;
      for (const { host = "", paths } of ingress.rules) {
        const table = this.#tables.get(host) ?? {
          first: ingress,
          exact: new Map(),
          exactHalves: new Map(),
          beginnings: new Map(),
        };
        this.#tables.set(host, table);
        for (const path of paths) {
          const { text, isExact, path: typed } = locationOf(path);
          setFirst(isExact ? table.exact : table.beginnings, text, ingress);
          if (!isExact && text === `${typed.path}/`) setFirst(table.exactHalves, typed.path, ingress);
        }
      }
    }
  }

  isFirst(host: string, ingress: DumpIngress): boolean {
    return this.#tables.get(host)?.first === ingress;
  }

  /** Whose location takes a path of a host that an Ingress names. */
  ownerOf(host: string, path: string): DumpIngress {
    const { first, exact, exactHalves, beginnings } = this.#tables.get(host)!;
    const longest = [...beginnings.keys()]
      .filter((text) => path.startsWith(text))
      .sort((a, b) => b.length - a.length)
      .at(0);
    return exact.get(path) ?? exactHalves.get(path) ?? beginnings.get(longest ?? "") ?? first;
  }

  /** Whether some location has this path, or begins with it; the exact root is none of them. */
  has(host: string, text: string): boolean {
    const { exact, exactHalves, beginnings } = this.#tables.get(host)!;
    return beginnings.has(text) || (text !== "/" && (exact.has(text) || exactHalves.has(text)));
  }
}

function setFirst<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
