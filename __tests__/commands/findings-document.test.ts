import { renderFindings } from "../../modules/commands";
import { findingsBlocks } from "../../modules/commands/findings-document";
import { renderMarkdown } from "../../modules/document";
import type { Finding } from "../../modules/findings";
import { styleFor } from "../../modules/terminal";

const finding: Finding = {
  severity: "warning",
  code: "some-rule",
  file: "tenants/a\u001b[31m.json",
  line: 1,
  column: 2,
  path: "labels.\u0007",
  message: "One\nTwo",
  help: "Do\u202eit.",
  related: [{ file: "tenants/\u009b.json", line: 3, column: 4 }],
};

test("controls of strangers are made harmless, our own colours stay", () => {
  expect(renderFindings([finding], styleFor({}))).toBe(
    [
      "tenants/a\ufffd[31m.json:1:2 labels.\ufffd: warning [some-rule]",
      "  One\ufffdTwo",
      "  See also tenants/\ufffd.json:3:4.",
      "  → Do\ufffdit.",
      "",
    ].join("\n"),
  );
  const painted = { ...styleFor({}), yellow: (text: string) => `\u001b[33m${text}\u001b[39m` };
  expect(renderFindings([finding], painted)).toContain("\u001b[33mwarning\u001b[39m");
});

test("Markdown fits into a comment: of very many findings the first ones, and how many more", () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ ...finding, line: index + 1, message: "x".repeat(200) }));
  const text = renderMarkdown(findingsBlocks(many)).text;
  expect(text.length).toBeLessThan(61_000);
  const shown = text.match(/^- .*\*\*warning\*\*/gm)!.length;
  expect(text).toContain(`… and ${1000 - shown} more`);
});
