import { acmeFiles, expectAccepted, expectFindings, tenantText } from "../../support/checked-files";

const code = "foreign-dns";
const PREFIXES = ["external-dns.alpha.kubernetes.io/", "external-dns.kubernetes.io/"];

describe.each(PREFIXES)("%s", (prefix) => {
  test("may name the tenant's own hosts, and set what leads nowhere else", () => {
    const hosts = '["acme.shop.example", "*.acme.shop.example"]';
    for (const [name, value] of [
      ["hostname", "acme.shop.example., x.acme.shop.example"],
      ["ttl", "60"],
      ["cloudflare-proxied", "true"],
    ]) {
      expectAccepted(acmeFiles({ hosts, loadBalancer: '"inside"', annotations: `{"${prefix}${name}": "${value}"}` }));
    }
  });

  test.each(["hostname", "internal-hostname"])("%s may name no others", (name) => {
    const files = acmeFiles({ annotations: `{"${prefix}${name}": ▶"acme.shop.example,www.shop.example"}` });
    expectFindings(files, { code, message: '"www.shop.example"' });
  });

  test.each(["target", "ingress-hostname-source", "aws-geolocation-country-code", "aws-failover"])(
    "%s is refused",
    (name) => {
      const files = acmeFiles({ annotations: `{▶"${prefix}${name}": "x"}` });
      expectFindings(files, { code, path: `annotations["${prefix}${name}"]` });
    },
  );
});

test("a name below the tenant's wildcard that another tenant claims is not its own", () => {
  const annotations = '{"external-dns.alpha.kubernetes.io/hostname": ▶"x.eu.shop.example"}';
  expectFindings(
    {
      "tenants/acme.json": tenantText({ hosts: '["*.eu.shop.example"]', annotations }),
      "tenants/b.json": tenantText({ hosts: '["x.eu.shop.example"]' }),
    },
    { code },
  );
});

test.each(["set-identifier", "controller", "aws-weight"])("%s is refused with the other prefix as well", (name) => {
  expectFindings(acmeFiles({ annotations: `{▶"external-dns.kubernetes.io/${name}": "x"}` }), { code });
});
