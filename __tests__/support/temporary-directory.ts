import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FleetFiles } from "./arbitrary-fleet";

/** A directory that is there for one test. Paths are relative to it. */
export class TemporaryDirectory {
  readonly directory = mkdtempSync(join(realpathSync(tmpdir()), "tenantry-test-"));

  path(...parts: readonly string[]): string {
    return join(this.directory, ...parts);
  }

  /** Text and bytes are written as they are, everything else as JSON. */
  write(path: string, content: unknown): void {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true });
    const raw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(file, raw ? content : `${JSON.stringify(content, null, 2)}\n`);
  }

  /** Writes a fleet's files, by default at the root. */
  fleet({ platform, tenants }: FleetFiles, below = ""): void {
    this.write(join(below, "platform.json"), platform);
    mkdirSync(this.path(below, "tenants"), { recursive: true });
    for (const [name, tenant] of Object.entries(tenants)) this.write(join(below, `tenants/${name}.json`), tenant);
  }

  read(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  /** The names in a directory, sorted; none when it is not there. */
  list(path: string): string[] {
    return existsSync(this.path(path)) ? readdirSync(this.path(path)).sort() : [];
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Makes a directory, and removes it when `use` is done. */
export function inTemporaryDirectory<T>(use: (directory: TemporaryDirectory) => T): T {
  const directory = new TemporaryDirectory();
  try {
    return use(directory);
  } finally {
    directory.remove();
  }
}
