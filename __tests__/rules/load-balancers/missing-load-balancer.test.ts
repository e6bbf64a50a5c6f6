import { edgeText, expectAccepted, expectFindings, platformText, tenantText } from "../../support/checked-files";

const code = "missing-load-balancer";
const noDefault = { "platform.json": platformText({ defaults: '{"service": "web"}' }) };

test("takes a tenant's own, or the only one", () => {
  expectAccepted({ ...noDefault, "tenants/acme.json": tenantText({ loadBalancer: '"edge"' }) });
  const only = platformText({ defaults: '{"service": "web"}', loadBalancers: `{"edge": ${edgeText()}}` });
  expectAccepted({ "platform.json": only });
});

test("refuses a tenant that says nothing where there are several", () => {
  expectFindings({ ...noDefault, "tenants/acme.json": `▶${tenantText()}` }, { code, path: "", help: "edge, inside" });
});

test("says nothing of what is there but wrong", () => {
  const files = { ...noDefault, "tenants/acme.json": tenantText({ loadBalancer: "▶null" }) };
  expectFindings(files, { code: "wrong-type", path: "loadBalancer" });
});
