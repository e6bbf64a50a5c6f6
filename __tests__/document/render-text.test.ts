import {
  code,
  type Document,
  heading,
  list,
  paragraph,
  renderText,
  strong,
  subheading,
  table,
  toned,
} from "../../modules/document";
import { styleFor } from "../../modules/terminal";

const style = styleFor({});
const text = (document: Document, width?: number) => renderText(document, { style, width });

/** Marks what the terminal would colour. */
const MARKED = {
  bold: (text: string) => `<b>${text}</b>`,
  red: (text: string) => `<red>${text}</red>`,
  yellow: (text: string) => text,
  green: (text: string) => `<green>${text}</green>`,
  dim: (text: string) => `<dim>${text}</dim>`,
};

const columns = [
  { title: "N", align: "right" as const },
  { title: "HOSTS", wrap: true },
  { title: "ACTION", wrap: true },
];
const rows = [
  ["1", "acme.shop.example www.acme.example", "forward to web"],
  ["10", "b.example", "respond 404"],
];

describe("a table as text", () => {
  test("is as wide as its cells, one line a row, where there is no terminal", () => {
    expect(text([table(columns, rows)])).toBe(
      [
        " N  HOSTS                               ACTION",
        " 1  acme.shop.example www.acme.example  forward to web",
        "10  b.example                           respond 404",
        "",
      ].join("\n"),
    );
  });

  test("is broken at spaces to the width of the terminal", () => {
    expect(text([table(columns, rows)], 37)).toBe(
      [
        " N  HOSTS              ACTION",
        " 1  acme.shop.example  forward to web",
        "    www.acme.example",
        "10  b.example          respond 404",
        "",
      ].join("\n"),
    );
  });

  test("never breaks a word, however narrow the terminal", () => {
    const lines = text([table(columns, rows)], 5).split("\n");
    expect(lines[1]).toBe(" 1  acme.shop.example  forward");
    expect(lines[2]).toBe("    www.acme.example   to web");
  });

  test("counts the columns that characters take, not their number", () => {
    const names = [{ title: "OWNER" }, { title: "N" }];
    expect(
      text([
        table(names, [
          ["株式会社", "1"],
          ["e\u0301quipe", "2"],
          ["🚀", "3"],
        ]),
      ]),
    ).toBe("OWNER     N\n株式会社  1\ne\u0301quipe    2\n🚀        3\n");
  });

  test("draws no meter where there is no room for one", () => {
    const metered = [table([{ title: "NAME" }], [["rules"]], [{ used: 50, reserved: 10, limit: 100, tone: "good" }])];
    expect(text(metered).split("\n")[1]).toBe(`rules  ${"█".repeat(15)}${"░".repeat(12)}▒▒▒`);
    expect(text(metered, 17).split("\n")[1]).toBe("rules  █████░░░░▒");
    expect(text(metered, 7)).toBe("NAME\nrules\n");
  });
});

test("blocks are parted by a line, but for what is below a subheading", () => {
  const document = [
    heading("edge-1"),
    subheading("HTTPS 443"),
    ...list(["one", { text: "two", details: ["more"], marker: { sign: "+", tone: "good" } }]),
    paragraph("After it."),
    code('{\n  "a": 1\n}\n', "json"),
    ...list(["first", { text: "second", details: ["kubectl get ingress"] }], "steps"),
    ...list([{ text: "a", details: ["b"] }, "c"], "entries"),
  ];
  expect(text(document)).toBe(`edge-1

HTTPS 443
  one
  + two
      more

After it.

{
  "a": 1
}

  1. first
  2. second
      kubectl get ingress

a
  b

c
`);
});

test("tones are the terminal's colours", () => {
  const document = [
    heading("Blocked", "bad"),
    paragraph(["plain ", strong("name", "good"), toned("dim", " aside")]),
    ...list([{ text: "lost", marker: { sign: "-", tone: "bad" } }]),
  ];
  expect(renderText(document, { style: MARKED })).toBe(
    "<b><red>Blocked</red></b>\n\nplain <b><green>name</green></b><dim> aside</dim>\n\n  <red>-</red> lost\n",
  );
});

test("controls and marks of direction of strangers do not reach the terminal, wherever they stand", () => {
  const hostile = "x\u001b[2Jy\nz\u009b\u202e";
  const document = [
    heading(hostile),
    paragraph(hostile),
    table([{ title: "A" }], [[hostile]]),
    ...list([{ text: hostile, details: [strong(hostile)], marker: { sign: hostile, tone: "bad" } }]),
    code(hostile),
  ];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(text(document)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});
