import {
  type FileProblem,
  type FleetEntry,
  type FleetFiles,
  NOT_REGULAR,
  PLATFORM_FILE,
  TENANTS_DIRECTORY,
  tenantsUnreadable,
  tooLarge,
} from "../source";

/** What git has at a path of a tree. */
export interface TreeEntry {
  /** 100644, 100755, 120000 (a link) or 160000 (a submodule). */
  readonly mode: string;
  /** Of the blob. */
  readonly id: string;
  /** Relative to the fleet directory. */
  readonly path: string;
}

const LINK = "120000";
const SUBMODULE = "160000";

/** A fleet as it was committed: what a checkout would have on disk, byte by byte, without one. */
export class RevisionFiles implements FleetFiles {
  readonly #entries: ReadonlyMap<string, TreeEntry>;
  readonly #contents: ReadonlyMap<string, Buffer>;

  /**
   * @param entries everything below the fleet directory, `platform.json` among it
   * @param contents by id, those of all entries that are blobs
   */
  constructor(entries: readonly TreeEntry[], contents: ReadonlyMap<string, Buffer>) {
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.#contents = contents;
  }

  readPlatform(maxBytes: number): Buffer | FileProblem {
    return this.#read(PLATFORM_FILE, maxBytes);
  }

  listTenants(): readonly FleetEntry[] | FileProblem {
    const itself = this.#entries.get(TENANTS_DIRECTORY);
    if (itself !== undefined) return itself.mode === LINK ? NOT_REGULAR : tenantsUnreadable("ENOTDIR");
    const kinds = new Map<string, FleetEntry["kind"]>();
    for (const { path, mode } of this.#entries.values()) {
      const [directory, name, ...below] = path.split("/");
      if (directory !== TENANTS_DIRECTORY || name === undefined) continue;
      const isDirectory = below.length > 0 || mode === SUBMODULE;
      kinds.set(name, isDirectory ? "directory" : mode === LINK ? "other" : "file");
    }
    // Git knows no empty directories: that there is none is no tenant, and no missing directory.
    return [...kinds].map(([name, kind]) => ({ name, kind }));
  }

  readTenant(name: string, maxBytes: number): Buffer | FileProblem {
    return this.#read(`${TENANTS_DIRECTORY}/${name}`, maxBytes);
  }

  #read(path: string, maxBytes: number): Buffer | FileProblem {
    const entry = this.#entries.get(path)!;
    if (entry.mode === LINK) return NOT_REGULAR;
    const content = this.#contents.get(entry.id)!;
    return content.length > maxBytes ? tooLarge(content.length, maxBytes) : content;
  }
}
