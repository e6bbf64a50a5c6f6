import type { FindingKind } from "../findings";
import type { SourceFindingCode } from "../source";

/** What can be wrong with a value in the light of the format's definition alone. */
export const MODEL_FINDINGS = [
  { code: "unknown-key", severity: "error", summary: "a key that the format does not have; the nearest one is shown" },
  { code: "missing-key", severity: "error", summary: "a required key that is not there" },
  { code: "wrong-type", severity: "error", summary: "a value of another type, such as text for a number" },
  { code: "invalid-value", severity: "error", summary: "a value outside of what the field can be" },
] as const satisfies readonly FindingKind[];

/** The codes of findings about a decoded fleet: what reading its files and decoding them found. */
export type DecodingCode = SourceFindingCode | (typeof MODEL_FINDINGS)[number]["code"];
