import { expectAccepted, expectFindings, insideText, platformText, tenantText } from "../../support/checked-files";

const code = "reserved-host";

function files(reserved: string, hosts: string) {
  const loadBalancers = `{"edge": ${insideText()}}`;
  return {
    "platform.json": platformText({ reservedHosts: reserved, loadBalancers }),
    "tenants/acme.json": tenantText({ hosts }),
  };
}

test("takes what lies beside", () => {
  expectAccepted(
    files(
      '["www.shop.example", "*.internal.shop.example"]',
      '["acme.shop.example", "internal.shop.example", "*.eu.shop.example"]',
    ),
  );
});

test("refuses a reserved host, also in another spelling, and what lies in a reserved wildcard at any depth", () => {
  expectFindings(files('["a.example", ▷"www.shop.example"]', '[▶"www.shop.example"]'), { code, path: "hosts[0]" });
  expectFindings(files('[▷"*.internal.shop.example"]', '[▶"a.b.internal.shop.example"]'), { code });
  expectFindings(files('[▷"*.internal.shop.example"]', '[▶"*.b.internal.shop.example"]'), { code });
  expectFindings(files('[▷"*.internal.shop.example"]', '[▶"*.internal.shop.example"]'), { code });
});

test("refuses a wildcard that would capture a reserved host or wildcard", () => {
  expectFindings(files('[▷"www.shop.example"]', '[▶"*.shop.example"]'), { code, message: "would capture" });
  expectFindings(files('[▷"a.b.shop.example"]', '[▶"*.shop.example"]'), { code });
  expectFindings(files('[▷"*.internal.shop.example"]', '[▶"*.shop.example"]'), { code });
});
