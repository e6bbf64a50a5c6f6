import { expectAccepted, expectFindings, insideText, platformText, tenantText } from "../../support/checked-files";

const code = "public-suffix-wildcard";
const platform = (fields: Record<string, string> = {}) =>
  platformText({ loadBalancers: `{"edge": ${insideText()}}`, ...fields });
const hosts = (text: string) => ({
  "platform.json": platform(),
  "tenants/acme.json": tenantText({ hosts: `[${text}]` }),
});

test.each(["*.acme.example", "*.acme.co.uk", "*.github.io", "*.www.ck"])("takes %s", (host) => {
  expectAccepted(hosts(`"${host}"`));
});

test.each(["*.com", "*.co.uk", "*.example", "*.foo.ck", "*.internal"])("refuses %s", (host) => {
  expectFindings(hosts(`▶"${host}"`), { code, path: "hosts[0]", message: "covers a whole public suffix" });
});

test("looks at reserved hosts, and at the platform's domains where there are wildcards", () => {
  const reserved = platform({ reservedHosts: '["www.shop.example", ▶"*.com"]' });
  expectFindings({ "platform.json": reserved }, { code, path: "reservedHosts[1]" });
  const domains = { ...hosts('"*.acme.co.uk"'), "platform.json": platform({ domains: '["shop.example", ▶"co.uk"]' }) };
  expectFindings(domains, { code, path: "domains[1]" });
});
