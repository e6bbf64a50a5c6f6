import { join } from "node:path";
import { checkFleet } from "../../modules/fleet";
import { renderHcl } from "../../modules/stacks/hcl";
import { synthesize, synthesizeHcl } from "../support/synthesized-stacks";

const attribute = (value: unknown, type = "simple") => ({ value, type, isBlock: false });
const block = (value: unknown) => ({ value, type: "list", isBlock: true });

function rendered(body: Record<string, unknown>): string {
  const lines = renderHcl([{ resource: { kind: { name: body } } }]).split("\n");
  const start = lines.indexOf('resource "kind" "name" {');
  return lines
    .slice(start + 1, lines.lastIndexOf("}"))
    .map((line) => line.slice(2))
    .join("\n");
}

describe("texts", () => {
  test.each([
    ["plain", '"plain"'],
    ["", '""'],
    ['a "quoted" text', '"a \\"quoted\\" text"'],
    ["back\\slash", '"back\\\\slash"'],
    ["two\nlines\ttab\rreturn\u0007", '"two\\nlines\\ttab\\rreturn\\u0007"'],
    ["$${literal} %%{literal} 100% $", '"$${literal} %%{literal} 100% $"'],
    ["$$${a}", '"$$${a}"'],
    ["${a.b}", "a.b"],
    ["${a.b}${c.d}", '"${a.b}${c.d}"'],
    ['{"key":"${a.b}"}', '"{\\"key\\":\\"${a.b}\\"}"'],
    ['${jsonencode({"a" = x["b}"], "c" = "\\"{"})}', 'jsonencode({"a" = x["b}"], "c" = "\\"{"})'],
  ])("%j", (text, expected) => expect(rendered({ text: attribute(text) })).toBe(`text = ${expected}`));

  test("an interpolation without an end is refused", () => {
    expect(() => rendered({ text: "${a" })).toThrow("without an end");
  });
});

test("lists and maps, also inside of each other; what has no value is left out", () => {
  const manifest = { spec: { ports: [{ port: 80 }, { port: "http" }], none: undefined, ids: ["a", "b"], empty: {} } };
  expect(rendered({ manifest: attribute(manifest, "map"), nothing: attribute(undefined), "//": {} })).toBe(
    [
      "manifest = {",
      '  "spec" = {',
      '    "ports" = [{',
      '      "port" = 80',
      "    }, {",
      '      "port" = "http"',
      "    }]",
      '    "ids" = ["a", "b"]',
      '    "empty" = {}',
      "  }",
      "}",
    ].join("\n"),
  );
});

test("blocks, one or several, and blocks that have no types", () => {
  const body = {
    one: block({ on: attribute(true) }),
    many: block([{ at: attribute(1) }, {}]),
    statement: attribute({ rate: { keys: [{ ip: {} }, { host: "x" }], names: ["a"] } }),
  };
  expect(rendered(body)).toBe(
    [
      "one {\n  on = true\n}",
      "many {\n  at = 1\n}",
      "many {\n}",
      'statement {\n  rate {\n    keys {\n      ip {\n      }\n    }\n    keys {\n      host = "x"\n    }\n    names = ["a"]\n  }\n}',
    ].join("\n"),
  );
});

test("addresses stand without quotes", () => {
  const body = { depends_on: ["a.b", "c.d"], lifecycle: { prevent_destroy: true, replace_triggered_by: ["a.b.id"] } };
  expect(rendered(body)).toBe(
    "depends_on = [a.b, c.d]\nlifecycle {\n  prevent_destroy = true\n  replace_triggered_by = [a.b.id]\n}",
  );
});

describe("a fleet with everything", () => {
  const { fleet, plan } = checkFleet(join(__dirname, "../scenarios/everything-in-platform/fleet"));
  const json = synthesize(fleet!, plan!);

  test.each([...synthesizeHcl(fleet!, plan!)])(
    "%s has the same blocks as in JSON, and every bracket closes",
    (name, hcl) => {
      const { resource, data } = JSON.parse(json.get(name)!);
      const addresses = (kinds: object) =>
        Object.entries(kinds).flatMap(([type, bodies]) => Object.keys(bodies).map((id) => `"${type}" "${id}"`));
      const written = (kind: string) =>
        [...hcl.matchAll(new RegExp(`^${kind} (.*) \\{$`, "gm"))].map(([, head]) => head);
      expect(written("resource").sort()).toEqual(addresses(resource).sort());
      expect(written("data").sort()).toEqual(addresses(data).sort());
      expect(hcl).not.toMatch(/undefined|\[object|<<|TfToken/);
      const open: string[] = [];
      for (const [bracket] of hcl.replace(/"(?:[^"\\]|\\.)*"/g, "").matchAll(/[{}[\]()]/g)) {
        if ("{[(".includes(bracket)) open.push(bracket);
        else expect(`${open.pop()}${bracket}`).toMatch(/^(?:\{\}|\[\]|\(\))$/);
      }
      expect(open).toEqual([]);
    },
  );
});
