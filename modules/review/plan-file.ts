import { readInputBytes } from "../files";
import { parseTerraformPlan, type TerraformPlan } from "./terraform-plan";

/**
 * Reads a file that `terraform show -json` wrote.
 *
 * @throws FileError or InputTooLargeError when it can't be read, PlanError when it is no plan
 */
export function readPlanFile(path: string): TerraformPlan {
  return parseTerraformPlan(readInputBytes(path), path);
}
