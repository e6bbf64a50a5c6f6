import { formatPath, SourceDocument } from "../../modules/source";

function findings(text: string): string[] {
  return new SourceDocument("x.json", text).findings.map(
    ({ line, column, code, message }) => `${line}:${column} ${code}: ${message}`,
  );
}

test.each([['{"a": 1}'], ['// one\n{\r\n  /* two */ "a": 1 // three\r\n}\n'], ['\t{ "\\u0061" : 1.0e0 }\n\n']])(
  "reads JSON with comments: %j",
  (text) => {
    const document = new SourceDocument("x.json", text);
    expect(document.findings).toEqual([]);
    expect(document.value).toEqual({ a: 1 });
  },
);

test.each([
  ["", "1:1 syntax: The file is empty."],
  [" \n\t", "1:1 syntax: The file is empty."],
  ["// only a comment\n/* and another */", "1:1 syntax: The file holds no JSON value."],
  ['{"a": 1 "b": 2}', "1:8 syntax: A comma is missing here."],
  ['{\n  "a": [1 // one\n  2]\n}', "2:10 syntax: A comma is missing here."],
  ['{\n  "a": 1,\n}', "2:9 syntax: A comma stands behind the last entry."],
  ['{"a": [1, 2, // last\n]}', "1:12 syntax: A comma stands behind the last entry."],
  ['{"a": 1,, "b": 2}', "1:9 syntax: A key in double quotes is expected here."],
  ["{a: 1}", "1:2 syntax: This word is no JSON value."],
  ["{'a': 1}", "1:2 syntax: Single quotes are not JSON."],
  ["{\"a\": 'b c'}", "1:7 syntax: Single quotes are not JSON."],
  ['{"a": \'b}', "1:7 syntax: Single quotes are not JSON."],
  ['{"a" 1}', "1:6 syntax: A colon is missing here."],
  ['{"a": }', "1:7 syntax: A value is expected here."],
  ['{"a": 1', "1:8 syntax: A closing } is missing."],
  ["[1", "1:3 syntax: A closing ] is missing."],
  ['{"a": "x', "1:7 syntax: This string is not closed."],
  ['{"a": "x\ny"}', "1:7 syntax: This string is not closed."],
  ['{"a": tru}', "1:7 syntax: This word is no JSON value."],
  ['{"a": 01}', "1:8 syntax: A comma is missing here."],
  ['{"a": "\\x"}', "1:7 syntax: This escape is unknown in JSON."],
  ['{"a": "\\u12"}', "1:7 syntax: This \\u escape is incomplete."],
  ['{"a": "\t"}', "1:7 syntax: This character cannot stand in a JSON string."],
  ['{"a": "\u0000"}', "1:7 syntax: This character cannot stand in a JSON string."],
  ['{"a": 1} {}', "1:10 syntax: The JSON value ends before this point."],
  ['{"a": 1}\n/* open', "2:1 syntax: This comment is not closed."],
  ['{"a": "\\ud800"}', "1:7 syntax: This string contains half of a surrogate pair, which is no character."],
  ['{"\\udc00": 1}', "1:2 syntax: This string contains half of a surrogate pair, which is no character."],
])("points at the fault in %j", (text, expected) => {
  expect(findings(text)).toEqual([expected]);
});

test.each([
  [`{"service": 'web'}`, 'Write double quotes: "web".'],
  [`{'service name': 1}`, 'Write double quotes: "service name".'],
  [`{"service": 'web}`, "Write double quotes."],
  [`{"owner": 'the "A" team'}`, "Write double quotes."],
])("says how to write %s", (text, help) => {
  expect(new SourceDocument("x.json", text).findings).toMatchObject([{ help }]);
});

test.each([
  ["a missing comma", '{"a": 1\n"b": {"c": [2]}}', { a: 1, b: { c: [2] } }],
  ["a comma behind the last entry", '{"a": 1, "b": 2,}', { a: 1, b: 2 }],
  ["a trailing comma inside of a field", '{"a": [1,], "b": 2}', { b: 2 }],
  ["single quotes", `{"a": 'x y', "b": 2}`, { b: 2 }],
  ["a key in single quotes", `{'a': 1, "b": 2}`, { b: 2 }],
  ["a string that is not closed", '{"a": "x,\n"b": 2, "c": 3}', { c: 3 }],
  ["a bracket that is not closed", '{"a": 1, "b": [2, "c": 3}', { a: 1 }],
  ["a brace that is not closed", '{"a": 1, "b": {"c": 3, "d": 4}', { a: 1 }],
  ["a bracket too many", '{"a": 1, "b": 2], "c": 3}', { a: 1 }],
  ["a brace too many", '{"a": 1, "b": {"c": 3}}, "d": 4}', { a: 1 }],
  ["an opening brace that is not there", '{"a": 1, "b": "c": 3}, "d": 4}', { a: 1 }],
  ["a key without quotes before a list", '{"a": 1, b: [{"c": 3, "d": 4}], "e": 5}', { a: 1 }],
  ["a value that is not there", '{"a": , "b": 2}', { b: 2 }],
  ["a colon that is not there", '{"a" 1, "b": 2}', { b: 2 }],
  ["a key that stands twice, unclear before", '{"a": tru, "a": 2}', { a: 2 }],
  ["no field that is clear", '{"a": 1', {}],
])("keeps what is clear beside %s", (_, text, value) => {
  const document = new SourceDocument("x.json", text);
  expect(document.findings).toMatchObject([{ code: "syntax" }]);
  expect(document.isPartial).toBe(true);
  expect(document.value).toEqual(value);
});

test.each(["", "// only a comment", "[1, 2", "tru"])("keeps nothing of %j", (text) => {
  expect(new SourceDocument("x.json", text)).toMatchObject({ value: undefined, isPartial: false });
});

test("takes both halves of a surrogate pair", () => {
  expect(new SourceDocument("x.json", '{"a": "\\ud83d\\ude00"}').value).toEqual({ a: "😀" });
});

test.each([
  ['{"a": 1, "a": 2}', "1:10"],
  ['{\n  "a": {"b": 1,\n    "c": 2, "b": 3}}', "3:13"],
  ['// with a comment\n{"a": 1, "\\u0061": 2}', "2:10"],
  ['[{"x": 1}, {"x": 1, "x": 1}]', "1:21"],
])("finds the key that stands twice in %j, and names the first", (text, place) => {
  const [finding, ...others] = new SourceDocument("x.json", text).findings;
  expect(`${finding?.line}:${finding?.column} ${finding?.code}`).toBe(`${place} duplicate-key`);
  expect(finding?.related).toHaveLength(1);
  expect(others).toEqual([]);
});

test("does not let a document set a prototype", () => {
  for (const text of ['{"__proto__": {"hosts": []}}', '// c\n{"a": {"\\u005f_proto__": 1}}']) {
    const document = new SourceDocument("x.json", text);
    expect(document.findings).toMatchObject([{ code: "invalid-name" }]);
    expect(Object.getPrototypeOf(document.value)).toBe(Object.prototype);
  }
  const harmless = new SourceDocument("x.json", '{"a": "__proto__", "constructor": 1, "toString": 2}');
  expect(harmless.findings).toEqual([]);
  expect(harmless.value).toEqual({ a: "__proto__", constructor: 1, toString: 2 });
});

const DEEP = 20_000;
test.each([
  ["lists", "[".repeat(DEEP), 33],
  ["objects", '{"a":'.repeat(DEEP), 161],
  ["behind closing brackets", `${"]".repeat(DEEP)}${"[".repeat(DEEP)}`, DEEP + 33],
  ["behind wrong closing brackets", "[},".repeat(DEEP), 97],
])("refuses to go into %s that are nested thousands deep", (_, text, column) => {
  expect(findings(text)).toEqual([`1:${column} nesting-too-deep: The file is nested more than 32 levels deep.`]);
});

test.each([
  ["a comment that ends in a carriage return", `// x\r${"[".repeat(DEEP)}`],
  ["a string that ends in a carriage return", `{"a": "x\r${"[".repeat(DEEP)}`],
  ["a comment that ends", `/* " */${"[".repeat(DEEP)}`],
])("also behind %s", (_, text) => {
  expect(findings(text)).toHaveLength(1);
  expect(findings(text)[0]).toContain("nesting-too-deep");
});

test("does not count brackets in strings and comments", () => {
  const brackets = "[".repeat(100);
  expect(findings(`{"a": "\\"${brackets}" /* ${brackets} */ // ${brackets}\n}`)).toEqual([]);
});

describe("positions", () => {
  const document = new SourceDocument(
    "x.json",
    '{\r\n  "a": [1,\r\n    {"b": "ü", "c": "😀", "d": 2}],\n\t"e f": null\n}',
  );

  test.each([
    [["a"], 2, 8],
    [["a", 1], 3, 5],
    [["a", 1, "d"], 3, 32],
    [["e f"], 4, 9],
    [[], 1, 1],
  ])("of the value at %j", (path, line, column) => {
    expect(document.locate(path)).toEqual({ file: "x.json", line, column });
  });

  test("of keys, and of the nearest place around what is not there", () => {
    expect(document.locateKey(["e f"])).toEqual({ file: "x.json", line: 4, column: 2 });
    expect(document.locateKey(["a", 1])).toEqual({ file: "x.json", line: 3, column: 5 });
    expect(document.locate(["a", 1, "x", 7])).toEqual({ file: "x.json", line: 3, column: 5 });
    expect(new SourceDocument("x.json", "\n  // c").locate(["a"])).toMatchObject({ line: 2, column: 3 });
  });

  test("of plain JSON, whose tree is made when they are asked for", () => {
    const plain = new SourceDocument("x.json", '{"a":\n[1,\n2]}');
    expect(plain.locate(["a", 1])).toEqual({ file: "x.json", line: 3, column: 1 });
  });
});

test("writes paths as people do", () => {
  expect(formatPath([])).toBe("");
  expect(formatPath(["routes", 0, "path"])).toBe("routes[0].path");
  expect(formatPath(["labels", "a/b", "c-d"])).toBe('labels["a/b"].c-d');
});
