import { expectAccepted, expectFindings, insideText, platformText, tenantText } from "../../support/checked-files";

const code = "wildcard-conflict";

function files(acme: string, beta: string, domains = '["shop.example"]', fields: Record<string, string> = {}) {
  return {
    "platform.json": platformText({ domains, loadBalancers: `{"edge": ${insideText()}, "inside": ${insideText()}}` }),
    "tenants/acme.json": tenantText({ hosts: `[${acme}]` }),
    "tenants/beta.json": tenantText({ hosts: `[${beta}]`, ...fields }),
  };
}

test("takes hosts beside a wildcard, and a tenant's own below it", () => {
  expectAccepted(files('"*.acme.example", "www.acme.example", "*.eu.acme.example"', '"acme.example", "beta.example"'));
});

test("takes hosts inside another tenant's wildcard below the platform's own domains", () => {
  expectAccepted(files('"*.shop.example"', '"beta.shop.example", "*.beta.shop.example", "a.b.c.shop.example"'));
});

test("refuses a host inside another tenant's wildcard, at any depth, and names both places", () => {
  const message = '"www.acme.example" lies inside *.acme.example, which tenant "acme" claims';
  expectFindings(files('▷"*.acme.example"', '▶"www.acme.example"'), { code, path: "hosts[0]", message });
  expectFindings(files('▷"*.acme.example"', '"beta.example", ▶"a.b.c.acme.example"'), { code, path: "hosts[1]" });
  expectFindings(files('▶"www.beta.example"', '▷"*.beta.example"'), { code });
});

test("refuses a deeper wildcard inside another tenant's, and other load balancers do not help", () => {
  expectFindings(files('▷"*.acme.example"', '▶"*.eu.acme.example"'), { code });
  expectFindings(files('▷"*.acme.example"', '▶"www.acme.example"', undefined, { loadBalancer: '"inside"' }), { code });
});

test("sees a wildcard above the platform's domain behind one below it", () => {
  const other = files('"*.a.eu.acme.example"', '▶"x.a.eu.acme.example"', '["eu.acme.example"]');
  expectFindings(
    {
      ...other,
      "tenants/zeta.json": tenantText({ hosts: '["*.acme.example"]' }),
      "tenants/acme.json": tenantText({ hosts: '[▶"*.a.eu.acme.example"]' }),
    },
    { code, message: "lies inside *.acme.example" },
  );
});
