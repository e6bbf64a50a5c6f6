import { countWildcards, coversPattern, matchesPattern } from "../../modules/alb";

test.each([
  ["*.shop.example", "a.shop.example", true],
  ["*.shop.example", "a.b.shop.example", true],
  ["*.shop.example", "shop.example", false],
  ["*.shop.example", ".shop.example", true],
  ["/api/*", "/api/", true],
  ["/api/*", "/api", false],
  ["/api/*", "/api/a/b", true],
  ["/v?/items", "/v1/items", true],
  ["/v?/items", "/v/items", false],
  ["/v?/items", "/v12/items", false],
  ["/a.c", "/abc", false],
  ["/*/x/*", "/x/x/", true],
  ["/*/x/*", "/y/x", false],
  ["/*aab", "/aaaab", true],
  ["/*", "/", true],
  ["", "", true],
  ["*", "", true],
  ["?", "", false],
])("%s matches %s: %s", (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

// Trying every way to share out the characters would not come to an end.
test("a hostile pattern is answered", () => {
  expect(matchesPattern(`${"*a".repeat(60)}b`, "a".repeat(20_000))).toBe(false);
});

test.each([
  ["/*", "/api", true],
  ["/*", "/api/*", true],
  ["/api/*", "/api/v1/*", true],
  ["/api/*", "/api", false],
  ["/api/v1/*", "/api/*", false],
  ["/?", "/a", true],
  ["/?", "/?", true],
  ["/?", "/*", false],
  ["/*?", "/?*", true],
  ["/?*", "/*.php", true],
  ["/?*", "/*", false],
  ["/*a?*", "/xa*b", true],
  ["/*a??*", "/xa*b", false],
  ["/*.php*", "/old/*.phpx/?", true],
  ["/a", "/?", false],
  ["/*/b", "/a/*/b", true],
])("%s covers %s: %s", (outer, inner, expected) => {
  expect(coversPattern(outer, inner)).toBe(expected);
});

test("a pattern covers another exactly if it matches all of its texts", () => {
  const words = (alphabet: string, length: number): string[] =>
    length === 0
      ? [""]
      : ["", ...words(alphabet, length - 1).flatMap((word) => [...alphabet].map((char) => char + word))];
  // Two letters and one that is in no pattern; long enough for all that four characters of a pattern can tell apart.
  const texts = [...new Set(words("abz", 5))];
  const patterns = [...new Set(words("ab*?", 3)), "a*?b", "*a?*", "?*?a", "*a*b", "a**b", "??*a", "*??*"];
  const matched = new Map(
    patterns.map((pattern) => [pattern, new Set(texts.filter((text) => matchesPattern(pattern, text)))]),
  );
  const wrong = patterns.flatMap((outer) =>
    patterns
      .filter((inner) => {
        const expected = [...matched.get(inner)!].every((text) => matched.get(outer)!.has(text));
        return coversPattern(outer, inner) !== expected;
      })
      .map((inner) => [outer, inner]),
  );
  expect(wrong).toEqual([]);
});

test.each([
  [`/*a${"?".repeat(120)}`, `/*${"a?".repeat(60)}`],
  [`/*${"ab".repeat(50)}????`, `/*${"ab".repeat(60)}*`],
  ["/*aaaaaaaaaaaaaaaaaaaa????", `/${"*a".repeat(60)}`],
])("hostile patterns are compared: %s and %s", (outer, inner) => {
  expect(coversPattern(outer, inner)).toBe(false);
});

test("both kinds of wildcards count", () => {
  expect(["/api", "/*", "/v?/*/x?", "*.a.test"].map(countWildcards)).toEqual([0, 1, 3, 1]);
});
