import { execFileSync } from "node:child_process";
import { join } from "node:path";

const PROJECT = join(__dirname, "..", "..");

/**
 * Builds the package's dist/ into a directory inside the project, where its dependencies are found.
 *
 * @param options `--program` leaves out the declarations, which take long
 */
export function buildPackage(outdir: string, ...options: string[]): void {
  const args = ["--import", "tsx", join(PROJECT, "scripts", "build.ts"), "--outdir", outdir, ...options];
  execFileSync(process.execPath, args, { cwd: PROJECT, stdio: ["ignore", "ignore", "inherit"] });
}
