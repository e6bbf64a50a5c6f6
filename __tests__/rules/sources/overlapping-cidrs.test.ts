import { acmeFiles, edgeFiles, expectFindings } from "../../support/checked-files";

const code = "overlapping-cidrs";
const severity = "warning";
const allowed = (...cidrs: string[]) => acmeFiles({ allowedCidrs: `[${cidrs.join(", ")}]` });

test("warns of a network inside another of the list, and names the widest around it", () => {
  const message = 'lies inside "10.0.0.0/8"';
  expectFindings(allowed('▶"10.1.1.0/24"', '"10.0.0.0/8"', '▶"10.1.0.0/16"'), { code, severity, message });
  expectFindings(allowed('"2001:db8::/32"', '▶"2001:db8:1::/48"', '"10.0.0.0/8"'), { code, severity });
});

test("looks at routes and at load balancers as well", () => {
  const routes = '[{"path": "/admin", "service": "api", "allowedCidrs": ["10.0.0.0/8", ▶"10.1.0.0/16"]}]';
  expectFindings(acmeFiles({ routes }), { code, severity, path: "routes[0].allowedCidrs[1]" });
  const path = "loadBalancers.edge.inboundCidrs[0]";
  expectFindings(edgeFiles({ inboundCidrs: '[▶"10.1.0.0/16", "10.0.0.0/8"]' }), { code, severity, path });
});

test("finds one among thousands of networks", () => {
  const cidrs = Array.from({ length: 3000 }, (_, index) => `"10.${index >> 8}.${index & 255}.0/24"`);
  const files = acmeFiles({ allowedCidrs: `[${cidrs.join(", ")}, ▶"10.11.7.0/25"]`, status: '"suspended"' });
  expectFindings(files, { code, severity });
});
