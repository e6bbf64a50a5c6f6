import { expectAccepted, expectFindings, insideText, platformText, tenantText } from "../../support/checked-files";

const files = (fields: Record<string, string>, tenant: Record<string, string>, mark = "") => ({
  "platform.json": platformText({ loadBalancers: `{${mark}"inside": ${insideText(fields)}}`, defaults: "{}" }),
  "tenants/acme.json": tenantText({ service: '"web"', ...tenant }),
});
const open = { scheme: '"internet-facing"', deletionProtection: "true" };

test("takes HTTP inside, and an open load balancer that nobody uses", () => {
  expectAccepted(files({}, {}));
  const edge = `{"edge": ${insideText()}, "inside": ${insideText(open)}}`;
  const platform = platformText({ loadBalancers: edge });
  expectAccepted({ "platform.json": platform, "tenants/acme.json": tenantText() });
});

test("warns of tenants whom the internet reaches in plain text", () => {
  const path = "loadBalancers.inside";
  expectFindings(files(open, {}, "▶"), { code: "plain-http", severity: "warning", path, help: "Add certificates" });
});
