import { acmeFiles, edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "invalid-cidr";
const allowed = (...cidrs: string[]) => acmeFiles({ allowedCidrs: `[${cidrs.join(", ")}]` });

test("takes canonical networks beside each other", () => {
  expectAccepted(allowed('"10.0.0.0/8"', '"2001:db8::/48"', '"2001:db8:1::7/128"', '"128.0.0.0/1"'));
});

test.each([
  ["10.0.0.1/8", "10.0.0.0/8", /bits set/],
  ["2001:db8::1/64", "2001:db8::/64", /bits set/],
  ["2001:DB8:0:0::/64", "2001:db8::/64", /canonical/],
  ["203.0.113.7", "203.0.113.7/32", /no prefix length/],
  ["2001:db8::7", "2001:db8::7/128", /no prefix length/],
  ["::ffff:10.0.0.0/104", "10.0.0.0/8", /IPv4 written as IPv6/],
])("shows how %s is written", (text, right, message) => {
  expectFindings(allowed(`▶"${text}"`), { code, path: "allowedCidrs[0]", message, help: `"${right}"` });
});

test.each([
  "",
  "10.1/8",
  "010.0.0.0/8",
  "10.0.0.0/33",
  "10.0.0.0/-1",
  "10.0.0.0/08",
  "::/129",
  "fe80::%eth0/64",
  "x",
  "10.0.0.0/8 ",
  "256.0.0.0/8",
  "/8",
  "::1::/64",
])("refuses %j", (text) => {
  expectFindings(allowed(`▶"${text}"`), { code, message: "is no IPv4 or IPv6 network" });
});

test("refuses a network that stands twice", () => {
  expectFindings(allowed('"2001:db8::/32"', '"192.0.2.0/24"', '▶"2001:db8::/32"'), { code, message: "twice" });
});

test("looks at the sources of load balancers and routes as well", () => {
  const path = "loadBalancers.edge.inboundCidrs[1]";
  expectFindings(edgeFiles({ inboundCidrs: '["10.0.0.0/8", ▶"10.0.0.1/8"]' }), { code, path });
  const routes = '[{"path": "/admin", "service": "api", "allowedCidrs": [▶"10.0.0.1/8"]}]';
  expectFindings(acmeFiles({ routes }), { code, path: "routes[0].allowedCidrs[0]" });
});

test("refuses the one address that ALB does not take as a source, though a security group does", () => {
  expectFindings(allowed('"10.0.0.0/8"', '▶"255.255.255.255/32"'), {
    code,
    path: "allowedCidrs[1]",
    help: "Remove it",
  });
  expectAccepted(allowed('"255.255.255.254/32"'));
  expectAccepted(edgeFiles({ inboundCidrs: '["255.255.255.255/32"]' }));
});
