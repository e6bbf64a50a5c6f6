import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The workflows of this repository, by path. In a project of the package they do the same: the scripts of npm that they
 * call are those that `package.json` has there as well.
 */
export function workflows(): ReadonlyMap<string, string> {
  const directory = join(packageDirectory(), ".github", "workflows");
  const names = readdirSync(directory).sort();
  return new Map(names.map((name) => [`.github/workflows/${name}`, readFileSync(join(directory, name), "utf8")]));
}

/** Above the folder of the program that is built, and of its sources above `modules/`. */
function packageDirectory(): string {
  const above = join(__dirname, "..");
  return existsSync(join(above, "package.json")) ? above : join(above, "..");
}
