import { edgeText, expectAccepted, expectFindings, platformText, tenantText } from "../../support/checked-files";

const files = (cidrs: string, ipAddressType = "ipv4") => ({
  "platform.json": platformText({ loadBalancers: `{"edge": ${edgeText({ ipAddressType: `"${ipAddressType}"` })}}` }),
  "tenants/acme.json": tenantText({ allowedCidrs: cidrs }),
});

test("takes IPv6 networks beside IPv4 ones, or where there are IPv6 clients", () => {
  expectAccepted(files('["2001:db8::/48", "10.0.0.0/8"]'));
  expectAccepted(files('["2001:db8::/48"]', "dualstack"));
});

test("warns of IPv6 networks alone on a load balancer of IPv4", () => {
  expectFindings(files('▶["2001:db8::/48"]'), {
    code: "unmatched-sources",
    severity: "warning",
    path: "allowedCidrs",
    help: "dualstack",
  });
});
