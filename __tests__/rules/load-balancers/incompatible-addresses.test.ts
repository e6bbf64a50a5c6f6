import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "incompatible-addresses";

test("takes IPv6 where the load balancer speaks it", () => {
  expectAccepted(edgeFiles({ ipAddressType: '"dualstack"', inboundCidrs: '["10.0.0.0/8", "2001:db8::/48"]' }));
});

test("refuses IPv6 sources of an ipv4 load balancer, each of them", () => {
  expectFindings(edgeFiles({ inboundCidrs: '["10.0.0.0/8", ▶"2001:db8::/48", ▶"2001:db9::/48"]' }), {
    code,
    path: "loadBalancers.edge.inboundCidrs[1]",
    help: "dualstack",
  });
});

test("refuses an internal load balancer without public IPv4 addresses, which it never has", () => {
  expectFindings(edgeFiles({ ipAddressType: '▶"dualstack-without-public-ipv4"' }), { code });
});
