import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

test("says nothing without pools", () => {
  expectAccepted(edgeFiles({ pools: "[]" }));
});

test("warns of every pool: unknown names below its domain reach the service", () => {
  expectFindings(edgeFiles({ pools: '[▶{"domain": "shop.example", "service": "web"}]' }), {
    code: "pool-answers-unknown-hosts",
    severity: "warning",
    path: "loadBalancers.edge.pools[0]",
    message: /names below "shop\.example" that no tenant claims reach the service "web"/,
    help: "reservedHosts",
  });
});
