import { join } from "node:path";
import manifest from "../../package.json";

/** A directory in which the package is installed, built once for all tests (`before-all.ts`). */
export const SCRATCH = process.env.TENANTRY_TEST_PACKAGE!;

/** The package as npm installs it, but without its declarations. */
export const INSTALLED = join(SCRATCH, "node_modules", manifest.name);

export const PROGRAM = join(INSTALLED, manifest.bin.tenantry);

/** What is built from parts of this project that the package does not have, or has inside of its program only. */
export function bundle(name: "main" | "naive" | "verify"): string {
  return join(SCRATCH, "bundles", `${name}.js`);
}
