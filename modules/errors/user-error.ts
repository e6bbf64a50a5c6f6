/*
 * Also part of the report's page: nothing here may need Node.
 */

/**
 * Something that the user can put right: a wrong call, an input that cannot be used, an outside service that refuses.
 * The message is meant for people: what is wrong, where, what to do. It is printed alone, without a stack trace.
 * Anything else that is thrown is a fault of the program.
 */
export abstract class UserError extends Error {
  /** Tells errors apart whose class is the same, or is not known: `usage`, `expired-credentials`. */
  abstract readonly code: string;
  /** What the program exits with: 2, the call or an input is wrong. 1 is for a fleet or plan with errors. */
  readonly exitCode: number = 2;
}
