import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFindingKinds } from "./finding-kinds-table";

/** `npm run findings`: writes the README's list of finding codes. */
const readme = join(__dirname, "../README.md");
writeFileSync(readme, withFindingKinds(readFileSync(readme, "utf8")));
