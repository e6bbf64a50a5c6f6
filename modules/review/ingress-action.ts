import { describeAction } from "../alb";
import { type ActionProblem, readAction } from "../controller";
import { text } from "./values";

/** How a rule answers, in words. Two answers are the same when `source` is, whatever the words say. */
export interface AnswerView {
  readonly words: string;
  /** All that the controller reads in the annotation (as far as it may be shown). */
  readonly source: string;
}

/** Longer bodies, texts of annotations and the like are cut. */
const MAX_QUOTED = 60;

/** The answer that the annotation `actions.<backend>` of a plan gives. */
export function answerOf(annotation: unknown): AnswerView {
  const shown = text(annotation);
  // A value that Terraform does not know yet, or that must not be shown.
  if (annotation !== undefined && annotation !== null && typeof annotation !== "string") {
    return { words: `answer ${shown}`, source: shown };
  }
  const read = readAction(annotation ?? undefined);
  return read.ok
    ? { words: describeAction(read.value), source: JSON.stringify(read.value) }
    : { words: describeProblem(read.error, shown), source: shown };
}

function describeProblem({ stopsGroup }: ActionProblem, annotation: string): string {
  if (!stopsGroup) return "respond 503, since there is no action";
  return `an action that the controller can't read, which stops it for the whole group: ${quote(annotation)}`;
}

/** A text of others in quotation marks, cut. */
export function quote(value: string): string {
  return JSON.stringify(value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}…` : value);
}
