import { renderMarkdownTable, renderTable, terminalWidth } from "../../modules/terminal";

const columns = [
  { title: "N", align: "right" as const },
  { title: "HOSTS", wrap: true },
  { title: "ACTION", wrap: true },
];
const rows = [
  ["1", "acme.shop.example www.acme.example", "forward to web"],
  ["10", "b.example", "respond 404"],
];

describe("a table", () => {
  test("is as wide as its cells, one line a row, where there is no terminal", () => {
    expect(renderTable(columns, rows)).toBe(
      [
        " N  HOSTS                               ACTION",
        " 1  acme.shop.example www.acme.example  forward to web",
        "10  b.example                           respond 404",
        "",
      ].join("\n"),
    );
  });

  test("is broken at spaces to the width of the terminal", () => {
    expect(renderTable(columns, rows, 37)).toBe(
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
    const lines = renderTable(columns, rows, 5).split("\n");
    expect(lines[1]).toBe(" 1  acme.shop.example  forward");
    expect(lines[2]).toBe("    www.acme.example   to web");
  });

  test("keeps controls and marks of direction from the terminal", () => {
    expect(renderTable([{ title: "A" }], [["x\u001b[2Jy\nz\u009b\u202e"]])).toBe("A\nx\ufffd[2Jy\ufffdz\ufffd\ufffd\n");
  });

  test("in Markdown is escaped", () => {
    expect(renderMarkdownTable([{ title: "A", align: "right" }], [["a|b\n<x>"]])).toBe(
      "| A |\n| ---: |\n| a\\|b &lt;x&gt; |\n",
    );
  });
});

test("only a terminal has a width", () => {
  expect(terminalWidth({ isTTY: true, columns: 80 })).toBe(80);
  expect(terminalWidth({ columns: 80 })).toBeUndefined();
  expect(terminalWidth({ isTTY: true, columns: 0 })).toBeUndefined();
});
