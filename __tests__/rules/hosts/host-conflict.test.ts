import { acmeFiles, expectAccepted, expectFindings, tenantText } from "../../support/checked-files";

const code = "host-conflict";

test("takes different hosts, and one tenant on two load balancers", () => {
  expectAccepted({
    "tenants/acme.json": tenantText({ alsoOn: '["inside"]' }),
    "tenants/beta.json": tenantText({ hosts: '["beta.shop.example"]' }),
  });
});

test("refuses a host that another tenant claims, also on another load balancer, and names both places", () => {
  const files = (fields: Record<string, string>) => ({
    "tenants/acme.json": '// first\n{\n  "hosts": ["a.shop.example", ▷"acme.shop.example"]\n}',
    "tenants/beta.json": tenantText({ hosts: '["beta.shop.example", ▶"acme.shop.example"]', ...fields }),
  });
  expectFindings(files({}), { code, path: "hosts[1]", message: '"acme.shop.example" is claimed by tenant "acme"' });
  expectFindings(files({ loadBalancer: '"inside"' }), { code });
});

test("refuses a wildcard that another tenant claims, even on the platform's own domain", () => {
  const hosts = (mark: string) => ({ hosts: `[${mark}"*.eu.shop.example"]` });
  expectFindings({ "tenants/a.json": tenantText(hosts("▷")), "tenants/b.json": tenantText(hosts("▶")) }, { code });
});

test("refuses a host that is listed twice", () => {
  expectFindings(acmeFiles({ hosts: '[▷"acme.shop.example", ▶"acme.shop.example"]' }), {
    code,
    message: "listed twice",
  });
});

test("names every further claim", () => {
  const hosts = '[▶"acme.shop.example"]';
  expectFindings(
    {
      "tenants/acme.json": tenantText(),
      "tenants/b.json": tenantText({ hosts }),
      "tenants/c.json": tenantText({ hosts }),
    },
    { code },
  );
});
