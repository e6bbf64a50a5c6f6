import type { FindingKind } from "../findings";
import { MODEL_FINDINGS } from "../model";
import { RULES } from "../rules";
import { SOURCE_FINDINGS } from "../source";

/** Every kind of finding, by what it is about. */
export const FINDING_KINDS = {
  "files and their syntax": SOURCE_FINDINGS,
  "fields and values": MODEL_FINDINGS,
  ...RULES,
} as const satisfies Readonly<Record<string, readonly FindingKind[]>>;

/** The codes that findings can have. */
export type FindingCode = (typeof FINDING_KINDS)[keyof typeof FINDING_KINDS][number]["code"];

const byCode = new Map<string, FindingKind<FindingCode>>(
  Object.values<readonly FindingKind<FindingCode>[]>(FINDING_KINDS).flatMap((kinds) =>
    kinds.map((kind) => [kind.code, kind] as const),
  ),
);

/** Every code, in the order of FINDING_KINDS. */
export const FINDING_CODES: readonly FindingCode[] = [...byCode.values()].map(({ code }) => code);

/** The kind of finding that has a code; undefined for a code that there is not. */
export function findingKind(code: string): FindingKind<FindingCode> | undefined {
  return byCode.get(code);
}
