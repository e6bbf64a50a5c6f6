import {
  acmeFiles,
  checkFiles,
  edgeFiles,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  tenantText,
} from "../../support/checked-files";

const code = "invalid-host";
const label63 = "a".repeat(63);

function onInside(host: string, mark = "▶") {
  const loadBalancers = `{"edge": ${insideText()}}`;
  return {
    "platform.json": platformText({ loadBalancers }),
    "tenants/acme.json": tenantText({ hosts: `[${mark}${JSON.stringify(host)}]` }),
  };
}

test.each([
  "acme.shop.example",
  "*.acme.example",
  "xn--mnchen-3ya.example",
  "ab--cd.example",
  "1.2.3.example",
  `${label63}.example`,
  `${label63}.${"b".repeat(56)}.example`,
])("takes %s", (host) => {
  expectAccepted(onInside(host, ""));
});

test.each([
  ["ACME.shop.example", "acme.shop.example"],
  ["acme.shop.example.", "acme.shop.example"],
  ["acme.shop.example:443", "acme.shop.example"],
  ["https://acme.shop.example/x?y", "acme.shop.example"],
  [" acme.shop.example\n", "acme.shop.example"],
  ["münchen.example", "xn--mnchen-3ya.example"],
  ["*.münchen.example", "*.xn--mnchen-3ya.example"],
  ["XN--MNCHEN-3YA.example", "xn--mnchen-3ya.example"],
  ["acme。shop。example", "acme.shop.example"],
])("shows how %j is written", (host, canonical) => {
  expectFindings(onInside(host), { code, path: "hosts[0]", message: "not in canonical form", help: `"${canonical}"` });
});

test.each([
  ["", "no DNS name"],
  ["*", "wildcard elsewhere"],
  ["*.", "wildcard elsewhere"],
  ["*foo.example", "wildcard elsewhere"],
  ["a.*.example", "wildcard elsewhere"],
  ["**.example", "wildcard elsewhere"],
  ["*.*.example", "wildcard elsewhere"],
  ["10.0.0.1", "IP address"],
  ["10.0.0.1:80", "IP address"],
  ["::1", "IP address"],
  ["[2001:db8::1]", "IP address"],
  ["a_b.shop.example", "underscore"],
  ["a..example", "empty label"],
  [".example.test", "empty label"],
  ["localhost", "no dot"],
  ["-a.example", "inner hyphens"],
  ["a-.example", "inner hyphens"],
  ["a b.example", "no DNS name"],
  ["a,b.example", "inner hyphens"],
  ["acme.example1", "letters behind its last dot"],
  ["acme.xn--p1ai", "letters behind its last dot"],
  ["xn--a.example", "no DNS name"],
  [`${label63}a.example`, "more than 63"],
  [`${label63}.${"b".repeat(57)}.example`, "more than 128"],
  ["a\u0000.example", "no DNS name"],
  ["${var.host}.example", "Terraform template"],
  ["%{ if true }.example", "Terraform template"],
])("refuses %j", (host, message) => {
  expectFindings(onInside(host), { code, path: "hosts[0]", message });
});

test("looks at the platform's own names as well", () => {
  const files = (fields: Record<string, string>) => ({ "platform.json": platformText(fields) });
  expectFindings(files({ reservedHosts: '["www.shop.example", ▶"WWW2.shop.example"]' }), {
    code,
    path: "reservedHosts[1]",
  });
  expectFindings(files({ domains: '["shop.example", ▶"*.shop.test"]' }), { code, help: '"shop.test"' });
  const certificates =
    '[{"arn": "arn:aws:acm:eu-central-1:123456789012:certificate/1", "domains": ["*.shop.example", ▶"a_b.example"]}]';
  expectFindings(edgeFiles({ certificates }), { code, path: "loadBalancers.edge.certificates[0].domains[1]" });
});

test("lets a certificate have names that ALB could not match", () => {
  const certificates =
    '[{"arn": "arn:aws:acm:eu-central-1:123456789012:certificate/1", "domains": ["*.shop.example", "acme.xn--p1ai"]}]';
  expectAccepted(edgeFiles({ certificates }));
});

test("refuses hosts wherever a tenant lives, each at its place", () => {
  expectFindings(acmeFiles({ hosts: '["acme.shop.example", ▶"x_y.shop.example", ▶"10.0.0.1"]' }), {
    code,
    path: "hosts[1]",
  });
});

test.each([
  ['"*.shop.example"', "must not be a wildcard"],
  ['"Shop.example"', "canonical"],
  ['"example"', "no dot"],
])("refuses the domain %s of a pool", (domain, message) => {
  const files = edgeFiles({ pools: `[{"domain": ▶${domain}, "service": "web"}]` });
  const { findings } = checkFiles(files);
  expect(findings.filter(({ severity }) => severity === "error").map((finding) => finding.path)).toContain(
    "loadBalancers.edge.pools[0].domain",
  );
  expect(findings.map((finding) => finding.message).join()).toContain(message);
});
