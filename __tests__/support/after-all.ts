import { rmSync } from "node:fs";

/** Jest's `globalTeardown`: removes what `before-all.ts` made. */
export default function afterAll(): void {
  for (const directory of [process.env.TMPDIR!, process.env.TENANTRY_TEST_PACKAGE!]) {
    rmSync(directory, { recursive: true, force: true });
  }
}
