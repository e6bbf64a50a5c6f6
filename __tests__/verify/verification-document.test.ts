import { renderMarkdown, renderText } from "../../modules/document";
import { styleFor } from "../../modules/terminal";
import { type Difference, type Verification, verificationDocument } from "../../modules/verify";

const text = (verification: Verification) =>
  renderText(verificationDocument(verification), { style: styleFor({ isTTY: false }) });
const markdown = (verification: Verification) => renderMarkdown(verificationDocument(verification)).text;

const DIFFERENT: Verification = {
  ok: false,
  loadBalancers: {
    "edge-1": {
      state: "different",
      differences: [
        { kind: "missing", subject: "rule", port: 443, priority: 3, tenant: "acme", message: "No such rule: x" },
        {
          kind: "changed",
          subject: "default-action",
          port: 443,
          priority: null,
          message: 'respond 200 "<b>\u001b[31m@all"',
        },
      ],
      events: [
        {
          object: "tenants/edge-1",
          reason: "FailedBuildModel",
          message: "conflicting\nscheme",
          ingresses: 3,
          lastSeen: "2026-01-01T10:00:00.000Z",
        },
      ],
      notes: ["Something was not asked."],
    },
    inside: { state: "converged", differences: [], events: [], notes: [] },
  },
};

test("text", () => {
  expect(text(DIFFERENT)).toBe(`Not every load balancer equals the plan

edge-1: the ALB differs from the plan in 2 places of 1 tenant
  - acme (port 443, priority 3): No such rule: x
  ~ port 443: respond 200 "<b>\ufffd[31m@all"

What the controller says:

  ! FailedBuildModel tenants/edge-1 and 2 more, 2026-01-01T10:00:00.000Z: conflicting scheme

Note: Something was not asked.

inside: the ALB equals the plan
`);
});

test("Markdown, where nothing of others becomes markup", () => {
  const shown = markdown(DIFFERENT);
  expect(shown).toContain("- **missing** **acme \\(port 443, priority 3\\)**: No such rule: x\n");
  expect(shown).toContain("&lt;b&gt;");
  expect(shown).not.toContain("@all");
  expect(shown).not.toContain("\u001b");
});

test("long lists are cut, and that is said", () => {
  const one: Difference = {
    kind: "missing",
    subject: "rule",
    port: 443,
    priority: 1,
    tenant: "acme",
    message: "No such rule",
  };
  const many: Verification = {
    ok: false,
    loadBalancers: { "edge-1": { state: "different", differences: Array(60).fill(one), events: [], notes: [] } },
  };
  expect(text(many)).toContain("  and 10 more; --json lists all\n");
  expect(
    markdown(many)
      .split("\n")
      .filter((line) => line.startsWith("- **missing")),
  ).toHaveLength(50);
});
