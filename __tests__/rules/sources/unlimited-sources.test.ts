import { edgeText, expectAccepted, expectFindings, platformText, tenantText } from "../../support/checked-files";

const code = "unlimited-sources";
const files = (cidrs: string, ipAddressType = "ipv4") => ({
  "platform.json": platformText({ loadBalancers: `{"edge": ${edgeText({ ipAddressType: `"${ipAddressType}"` })}}` }),
  "tenants/acme.json": tenantText({ allowedCidrs: cidrs }),
});

test("takes a list that leaves somebody out", () => {
  expectAccepted(files('["0.0.0.0/1"]'));
  expectAccepted(files('["0.0.0.0/0"]', "dualstack"));
});

test("refuses one that leaves nobody out", () => {
  expectFindings(files('▶["0.0.0.0/0"]'), { code, path: "allowedCidrs", help: "Remove allowedCidrs" });
  expectFindings(files('▶["0.0.0.0/1", "128.0.0.0/1"]'), { code });
  expectFindings(files('▶["0.0.0.0/0", "::/0"]', "dualstack"), { code });
  const routes = '[{"path": "/admin", "service": "api", "allowedCidrs": ▶["0.0.0.0/0"]}]';
  expectFindings({ "tenants/acme.json": tenantText({ routes }) }, { code, path: "routes[0].allowedCidrs" });
});
