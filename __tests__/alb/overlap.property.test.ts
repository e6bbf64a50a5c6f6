import fc from "fast-check";
import { matchesPattern, patternsOverlap } from "../../modules/alb";
import { runs } from "../support/property-runs";

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 5 });
// A shortest text that two such patterns share needs each of its letters for a letter or `?` of one of them: a letter that
// both take for their `*` could go. Two patterns of five with a `*` each have eight between them: `aaaa*` and `*baaa`.
const TEXTS = [""];
for (let length = 0; length < 8; length++) {
  TEXTS.push(...TEXTS.filter((text) => text.length === length).flatMap((text) => [`${text}a`, `${text}b`]));
}

test("two patterns overlap exactly when some text matches both", () => {
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      expect(patternsOverlap(a, b)).toBe(TEXTS.some((text) => matchesPattern(a, text) && matchesPattern(b, text)));
    }),
    runs(500),
  );
});
