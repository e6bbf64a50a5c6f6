import type { FindingKind } from "../findings";
import { MODEL_FINDINGS } from "../model";
import { RULES } from "../rules";
import { SOURCE_FINDINGS } from "../source";

/** Every kind of finding, by what it is about. */
export const FINDING_KINDS_BY_SUBJECT = {
  "files and their syntax": SOURCE_FINDINGS,
  "fields and values": MODEL_FINDINGS,
  ...RULES,
} as const satisfies Readonly<Record<string, readonly FindingKind[]>>;

/** The codes that findings can have. */
export type FindingCode = (typeof FINDING_KINDS_BY_SUBJECT)[keyof typeof FINDING_KINDS_BY_SUBJECT][number]["code"];

/** The same in one list. */
export const FINDING_KINDS: readonly FindingKind<FindingCode>[] =
  Object.values<readonly FindingKind<FindingCode>[]>(FINDING_KINDS_BY_SUBJECT).flat();
