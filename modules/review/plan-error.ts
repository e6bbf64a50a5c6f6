import { UserError } from "../errors";

/** A file that is no plan to review; the message says what it is and what to do. Never quotes the file. */
export class PlanError extends UserError {
  override readonly name = "PlanError";
  override readonly code = "invalid-plan";
}
