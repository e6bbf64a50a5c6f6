import { readFileSync, statSync } from "node:fs";
import { PlanError } from "./plan-error";
import { parseTerraformPlan, type TerraformPlan } from "./terraform-plan";

/** About 25,000 Ingresses; V8 itself refuses texts of more than 512 MiB. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads a file that `terraform show -json` wrote.
 *
 * @throws PlanError when it can't be opened, is larger than 256 MiB, or is no plan
 */
export function readPlanFile(path: string): TerraformPlan {
  return parseTerraformPlan(readContent(path), path);
}

function readContent(path: string): Buffer {
  try {
    if (statSync(path).size > MAX_BYTES) {
      throw new PlanError(`${path} is larger than 256 MiB; no plan of a stack is.`);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof PlanError) throw error;
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new PlanError(`${path} can't be read: ${REASONS[code] ?? code}.`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "access is denied",
  EISDIR: "it is a directory",
};
