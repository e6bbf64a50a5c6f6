import {
  code,
  heading,
  list,
  paragraph,
  renderMarkdown,
  strong,
  subheading,
  table,
  toned,
} from "../../modules/document";

const bytes = (text: string) => Buffer.byteLength(text);

test("every kind of block", () => {
  const document = [
    heading("Blocked", "bad"),
    paragraph(["Plans: ", strong("edge-1"), toned("dim", " (aside)")]),
    table([{ title: "A", align: "right" }, { title: "B" }], [["1", "x"]]),
    subheading("Below"),
    ...list([
      { text: "lost", marker: { sign: "-", tone: "bad", word: "missing" } },
      { text: "a", details: ["b", "c"] },
    ]),
    ...list([{ text: "Deploy.", details: ["cdktf deploy edge-1"] }, "Wait."], "steps"),
    ...list([{ text: strong("place"), details: ["It is wrong.", "→ Mend it."] }], "entries"),
    code('{ "a": 1 }\n', "json"),
  ];
  expect(renderMarkdown(document).text).toBe(`### ❌ Blocked

Plans: **edge-1** \\(aside\\)

| A | B |
| ---: | --- |
| 1 | x |

#### Below

- **missing** lost
- a: b; c

1. Deploy.
   - cdktf deploy edge-1
1. Wait.

- **place**: It is wrong. → Mend it.

\`\`\`json
{ "a": 1 }
\`\`\`
`);
});

test("long lists below a subheading are folded, short ones are not", () => {
  const items = (number: number) => list(Array.from({ length: number }, (_, index) => `t${index}`));
  const shown = renderMarkdown([subheading("Ten"), ...items(10), subheading("Eleven"), ...items(11)]).text;
  expect(shown).toContain("#### Ten\n\n- t0");
  expect(shown).toContain("<details><summary><b>Eleven</b></summary>\n\n- t0");
  expect(shown).toMatch(/- t10\n\n<\/details>\n$/);
});

test("text of strangers stays text, wherever it stands", () => {
  const hostile = "@team <b> **x** `y` | #1 [l](https://evil.example)\n\n# Heading\u001b[2J";
  const shown = renderMarkdown([
    heading(hostile),
    paragraph(hostile),
    table([{ title: "A" }], [[hostile]]),
    ...list([{ text: strong(hostile), details: [hostile] }]),
    ...list([{ text: "step", details: [hostile] }], "steps"),
  ]).text;
  expect(shown).not.toMatch(/@(?!\u200b)/);
  expect(shown).not.toContain("<b>");
  expect(shown).not.toContain("://");
  expect(shown).not.toMatch(/(?<!\\)[`[]/);
  expect(shown).not.toContain("\u001b");
  expect(shown).not.toMatch(/^# Heading/m);
});

test("a fence in code does not end it", () => {
  expect(renderMarkdown([code("a\n```\n<b>")]).text).toBe("````\na\n```\n<b>\n````\n");
});

describe("a comment has at most 60 kB", () => {
  test("of long lists and tables the first items, and how many more", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `tenant-${index}.shop.example`);
    const shown = renderMarkdown([
      ...list(many),
      table(
        [{ title: "HOST" }],
        many.map((host) => [host]),
      ),
    ]).text;
    expect(bytes(shown)).toBeLessThanOrEqual(60_000);
    const listed = shown.match(/^- tenant/gm)!.length;
    expect(listed).toBeGreaterThan(500);
    expect(shown).toContain(`- … and ${5_000 - listed} more\n`);
    expect(shown).toContain(`\n… and ${5_000 - shown.match(/^\| tenant/gm)!.length} more\n`);
  });

  test("of very many parts the first ones", () => {
    const shown = renderMarkdown(
      Array.from({ length: 3_000 }, (_, index) => paragraph(`Part ${index}: ${"x".repeat(60)}`)),
    ).text;
    expect(bytes(shown)).toBeLessThanOrEqual(60_000);
    expect(shown).toContain("Part 0:");
    expect(shown).toMatch(/\nSome of this is cut; the log of the job has it whole\.\n$/);
  });

  test("no character is cut in two", () => {
    const shown = renderMarkdown([paragraph("😀".repeat(1_000))]).text;
    expect(Buffer.from(shown).toString()).toBe(shown);
    expect(shown).toContain("😀…");
  });
});
