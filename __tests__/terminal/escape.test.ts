import { escapeControls, escapeMarkdown } from "../../modules/terminal";

test("text for a terminal cannot move the cursor, nor change the order of reading", () => {
  expect(escapeControls("a\u001b]0;title\u0007b\r\n\u009bc\u202ed\u2066e\u007f")).toBe(
    "a\ufffd]0;title\ufffdb\ufffd\ufffd\ufffdc\ufffdd\ufffde\ufffd",
  );
  expect(escapeControls("bücher.example → 日本")).toBe("bücher.example → 日本");
});

test.each([
  [
    "markup",
    "**a** _b_ `c` ~d~ [e](f) ![g](h) | # i",
    "\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~d\\~ \\[e\\]\\(f\\) \\!\\[g\\]\\(h\\) \\| \\# i",
  ],
  ["HTML", "<img src=x> &lt;", "&lt;img src=x&gt; &amp;lt;"],
  ["a line of its own", "a\n\n# b", "a \\# b"],
  ["a mention", "@team", "@\u200bteam"],
  ["an issue", "fixes #12", "fixes \\#\u200b12"],
  ["an address", "https://evil.example www.evil.example", "https&#58;//evil.example www&#46;evil.example"],
  ["controls", "a\u001b[1mb\u202e", "a\ufffd\\[1mb\ufffd"],
  ["nothing else", "*.shop.example-1 a:b", "\\*.shop.example-1 a:b"],
])("Markdown shows %s as text", (_, text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
