import { whyNotJson } from "../../modules/files";

test.each([
  ["nothing", " \n", "is empty"],
  ["an error in its place", "error: You must be logged in", "is not JSON from line 1, column 1 on"],
  ["YAML", "apiVersion: v1\n", "is not JSON from line 1, column 1 on"],
  ["a warning before it", 'Warning: old\n{"a": 1}', "is not JSON from line 1, column 1 on"],
  ["a line behind it", '{"a": 1}\nDone', "is not JSON from line 2, column 1 on"],
  ["two documents", '{"a": 1}\n{"a": 2}\n', "is not JSON from line 2, column 1 on"],
  ["a comment", '{\n  // a\n  "a": 1 }', "is not JSON from line 2, column 3 on"],
  ["the half of an object", '{\n  "a": 1,\n  "b": [1, 2', "is cut off: its JSON goes on behind line 3, column 13"],
  ["the half of a text", '{\n  "a": "hunter2', "is cut off: its JSON goes on behind line 2, column 8"],
  ["the half of a word", '{"a": tr', "is not JSON from line 1, column 7 on"],
  ["a line break in a text", '{"a": "x\ny"}', "is not JSON from line 1, column 7 on"],
])("%s", (_, text, why) => {
  expect(whyNotJson(text)).toBe(why);
  expect(() => JSON.parse(text)).toThrow();
});
