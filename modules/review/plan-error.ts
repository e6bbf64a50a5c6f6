/** A file that is no plan to review; the message says what it is and what to do. Never quotes the file. */
export class PlanError extends Error {
  override readonly name = "PlanError";
}
