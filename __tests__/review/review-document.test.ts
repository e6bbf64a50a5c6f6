import { renderMarkdown, renderText } from "../../modules/document";
import { type Review, reviewDocument } from "../../modules/review";
import { styleFor } from "../../modules/terminal";
import { change, ingress, type PlanDocument, planDocument, review } from "./plan-builder";

const comment = (result: Review) => renderMarkdown(reviewDocument(result));
const markdown = (plans: readonly PlanDocument[]) => comment(review(plans)).text;
const text = (plans: readonly PlanDocument[]) =>
  renderText(reviewDocument(review(plans)), { style: styleFor({ isTTY: false }) });
const address = (tenant: string) => `kubernetes_ingress_v1.${tenant}`;

/** A plan with so many tenants of each kind. */
function plan(counts: { added?: number; changed?: number; removed?: number }, loadBalancer = "edge-1"): PlanDocument {
  const tenants = (kind: string, count = 0) => Array.from({ length: count }, (_, index) => `${kind}-${index}`);
  const of = (tenant: string, host = `${tenant}.shop.example`) => ingress(`${tenant}.${loadBalancer}`, { host });
  return planDocument([
    ...tenants("added", counts.added).map((tenant) => change(address(tenant), null, of(tenant))),
    ...tenants("changed", counts.changed).map((tenant) =>
      change(address(tenant), of(tenant), of(tenant, `${tenant}.new.example`)),
    ),
    ...tenants("removed", counts.removed).map((tenant) => change(address(tenant), of(tenant), null)),
  ]);
}

/** Whether texts follow each other; each must be there. */
function inOrder(haystack: string, ...needles: string[]): boolean {
  const found = needles.map((needle) => haystack.indexOf(needle));
  return found.every((position, index) => position > (found[index - 1] ?? -1));
}

test("the verdict first, then what is lost before what changes before what comes", () => {
  const plans = [plan({ added: 1, changed: 1, removed: 2 })];
  const title = "Blocked for 1 reason: 2 tenants removed, 1 tenant changed, 1 tenant added";
  expect(markdown(plans).startsWith(`### ❌ ${title}\n`)).toBe(true);
  expect(text(plans).startsWith(`${title}\n`)).toBe(true);
  for (const shown of [markdown(plans), text(plans)]) {
    expect(inOrder(shown, "too-many-removals", "removed-0.shop", "changed-0.new", "added-0.shop")).toBe(true);
  }
});

test("over several stacks in the same order, each tenant with its stack", () => {
  const plans = [plan({ added: 1 }, "edge-1"), plan({ removed: 1 }, "edge-2")];
  expect(markdown(plans)).toMatch(/^### ✅ Nothing stands in the way: 1 tenant removed, 1 tenant added\n/);
  expect(
    inOrder(markdown(plans), String.raw`**removed-0** \(edge-2-tenants\)`, String.raw`**added-0** \(edge-1-tenants\)`),
  ).toBe(true);
  expect(inOrder(text(plans), "- removed-0 (edge-2-tenants)", "+ added-0 (edge-1-tenants)")).toBe(true);
});

test("resources that are lost come before tenants that change", () => {
  const params = { manifest: { kind: "IngressClassParams" } };
  const lost = planDocument([
    change("aws_lb_target_group.web", {}, null),
    change("aws_wafv2_web_acl.new", null, {}),
    change("kubernetes_manifest.params", params, params),
  ]);
  const shown = text([plan({ changed: 1, added: 1 }), lost]);
  expect(
    inOrder(shown, "\n1 resource destroyed\n", "\n1 tenant changed\n", "\n1 tenant added\n", "\n1 resource created\n"),
  ).toBe(true);
});

test("nothing to do is said", () => {
  expect(markdown([planDocument([])])).toBe("### ✅ Nothing stands in the way: nothing changes\n\nPlans: **1**\n");
});

test("a tenant that is on another load balancer too is noted where it goes", () => {
  const acme = (loadBalancer: string) => ingress(`acme.${loadBalancer}`);
  const plans = [
    planDocument([change(address("acme"), acme("edge-1"), null)]),
    planDocument([change(address("acme"), acme("edge-2"), acme("edge-2"))]),
  ];
  expect(text(plans)).toContain("is served by edge-2-tenants; requests come here until its DNS points there");
});

test("what is to be looked at comes after what is blocked, in the headline too", () => {
  const group = (path: string) => ({ health_check: [{ path, interval: 5 }] });
  const look = planDocument([change("aws_lb_target_group.web", group("/a"), group("/b"))]);
  expect(markdown([look])).toMatch(/^### ⚠️ Look at 1 thing first: 1 resource changed\n/);
  expect(markdown([look])).toContain("#### Look at this\n\n- **health-check-changed** aws\\_lb");
  expect(text([look])).toMatch(/^Look at 1 thing first: 1 resource changed\n/);
  expect(text([look])).toContain("! health-check-changed aws_lb_target_group.web\n  In 1 the health check changes");
  const both = [look, planDocument([change("aws_lb_target_group.api", {}, null)])];
  expect(markdown(both)).toMatch(/^### ❌ Blocked for 1 reason, 1 thing to look at: /);
  expect(inOrder(text(both), "✗ target-group-destroyed", "! health-check-changed")).toBe(true);
});

test("a comment says when something is cut from it", () => {
  const small = comment(review([plan({ added: 1 })]));
  expect(small.cut).toBe(false);
  expect(small.text).not.toContain("cut");
  const long = ingress("acme.edge-1", { host: "a".repeat(1_000) });
  const { cut, text: shown } = comment(review([planDocument([change(address("acme"), null, long)])]));
  expect(cut).toBe(true);
  expect(shown).toMatch(/\nSome of this is cut; the log of the job has it whole\.\n$/);
  expect(comment(review([plan({ added: 2_000 })])).cut).toBe(true);
});

test("long lists are folded, short ones are not", () => {
  const shown = markdown([plan({ added: 11, changed: 10 })]);
  expect(shown).toContain("#### 10 tenants changed\n\n- **changed-0**");
  expect(shown).toContain("<details><summary><b>11 tenants added</b></summary>\n\n- **added-0**");
  expect(shown.match(/<details>/g)).toHaveLength(1);
  expect(shown.match(/<\/details>\n/g)).toHaveLength(1);
});

describe("a comment is at most 60 kB", () => {
  test("with 2,000 tenants, cut and counted", () => {
    const plans = [plan({ added: 800, changed: 800, removed: 400 })];
    const shown = markdown(plans);
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(60_000);
    // Most of the room is used.
    expect(Buffer.byteLength(shown)).toBeGreaterThan(20_000);
    expect(shown).toContain("400 tenants removed, 800 tenants changed, 800 tenants added");
    for (const [kind, total] of [
      ["added", 800],
      ["changed", 800],
      ["removed", 400],
    ] as const) {
      const listed = shown.split(`- **${kind}-`).length - 1;
      expect(listed).toBeGreaterThan(50);
      expect(shown).toContain(`- … and ${total - listed} more\n`);
    }
    // The terminal gets all.
    expect(text(plans).match(/^ {2}\+ added-/gm)).toHaveLength(800);
  });

  test("with names and values as long as they can be, of characters that take the most room", () => {
    const long = "<@&|`".repeat(500);
    const tenants = Array.from({ length: 100 }, (_, index) => {
      const value = ingress(`t${index}.edge-1`, { annotations: { [long]: long }, host: long });
      return change(address(`${long}${index}`), null, value);
    });
    const other = Array.from({ length: 100 }, (_, index) => change(`aws_lb_target_group.${long}${index}`, {}, null));
    const few = planDocument([...tenants.slice(0, 20), ...other.slice(0, 20)]);
    const plans = [planDocument([...tenants, ...other]), few, few, few];
    expect(Buffer.byteLength(markdown(plans))).toBeLessThanOrEqual(60_000);
  });

  test("with hundreds of reasons and stacks", () => {
    const plans = Array.from({ length: 500 }, (_, index) => plan({ removed: 1 }, `edge-${index}`));
    const groups = Array.from({ length: 500 }, (_, index) => change(`aws_lb_target_group.t${index}`, {}, null));
    const params = { manifest: { kind: "IngressClassParams" } };
    const all = [...plans, planDocument([...groups, change("kubernetes_manifest.params", params, params)])];
    const shown = markdown(all);
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(60_000);
    expect(shown).toContain("Blocked for 500 reasons");
  });
});

describe("text of strangers", () => {
  const HOSTILE = [
    "@team",
    "</details>",
    "<script>alert(1)</script>",
    "`code`",
    "| a | b |",
    "**bold** _x_ ~~y~~",
    "[link](https://evil.example)",
    "![image](x)",
    "#1",
    "line\n\n# Heading\n- item",
    "\u001b[31mred\u001b[2J\u0007",
    "\u202edlrow",
    "&lt;b&gt;",
  ].join(" ");
  const hostile = ingress("acme.edge-1", {
    annotations: {
      "example.com/a": HOSTILE,
      "alb.ingress.kubernetes.io/actions.forward-to-tg": JSON.stringify({
        type: "fixed-response",
        fixedResponseConfig: { statusCode: "503", messageBody: HOSTILE },
      }),
    },
    labels: { "tenantry/tenant": HOSTILE },
    host: HOSTILE,
  });
  const plans = [
    planDocument([
      change("kubernetes_ingress_v1.acme", null, hostile),
      change(`aws_lb_target_group.x["${HOSTILE}"]`, {}, null),
    ]),
  ];

  test("is text in Markdown", () => {
    const shown = markdown(plans);
    expect(shown.replace(/\u200b/g, "")).toContain("script");
    expect(shown).not.toMatch(/@(?!\u200b)/);
    expect(shown).not.toMatch(/<(?!\/?details>|\/?summary>|\/?b>)/);
    expect(shown).not.toContain("</details>");
    expect(shown).not.toMatch(/(?<!\\)[`|[]/);
    expect(shown).not.toContain("://");
    // Every line is one of ours.
    for (const line of shown.split("\n"))
      expect(line).toMatch(/^$|^### |^#### \d|^- \*\*|^Plans: |^Some of this is cut/);
  });

  test("leaves the terminal alone", () => {
    const shown = text(plans);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(shown).not.toMatch(/^# Heading/m);
    expect(shown).toContain("@team");
  });

  test("is cut between characters", () => {
    const value = ingress("acme.edge-1", { host: "😀".repeat(1_000) });
    const shown = markdown([planDocument([change(address("acme"), null, value)])]);
    expect(Buffer.from(shown).toString()).toBe(shown);
    expect(shown).toContain("😀…");
  });
});

test("colours on a terminal only", () => {
  const result = review([plan({ added: 1 })]);
  const { NO_COLOR } = process.env;
  delete process.env.NO_COLOR;
  try {
    expect(renderText(reviewDocument(result), { style: styleFor({ isTTY: true }) })).toContain(
      "\u001b[32m+\u001b[39m \u001b[1madded-0",
    );
  } finally {
    if (NO_COLOR !== undefined) process.env.NO_COLOR = NO_COLOR;
  }
  expect(renderText(reviewDocument(result), { style: styleFor({ isTTY: false }) })).not.toContain("\u001b");
});
