import { acmeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "unreachable-sources";
const files = (own: string, ofRoute: string) =>
  acmeFiles({ allowedCidrs: own, routes: `[{"path": "/admin", "service": "api", "allowedCidrs": ${ofRoute}}]` });

test("takes the tenant's own networks and parts of them, and any where the tenant has no list", () => {
  expectAccepted(files('["10.0.0.0/8", "2001:db8::/32"]', '["10.0.0.0/8", "2001:db8:1::/48"]'));
  expectAccepted(acmeFiles({ routes: '[{"path": "/admin", "service": "api", "allowedCidrs": ["10.0.0.0/8"]}]' }));
});

test("refuses a network that is not let in, or not as a whole", () => {
  const path = "routes[0].allowedCidrs[1]";
  expectFindings(files('["10.0.0.0/8"]', '["10.1.0.0/16", ▶"192.0.2.0/24"]'), { code, path });
  expectFindings(files('["10.0.0.0/16"]', '[▶"10.0.0.0/8"]'), { code });
  expectFindings(files('["10.0.0.0/8"]', '["10.1.0.0/16", ▶"2001:db8::/32"]'), { code });
});
