import {
  acmeFiles,
  checkFiles,
  edgeFiles,
  edgeText,
  expectAccepted,
  expectFindings,
  platformText,
  tenantText,
} from "../../support/checked-files";

const code = "uncovered-host";
const hosts = (text: string, fields: Record<string, string> = {}) => acmeFiles({ hosts: `[${text}]`, ...fields });

test("takes hosts that a certificate covers, and any on HTTP", () => {
  expectAccepted(hosts('"shop.example", "acme.shop.example", "a.eu.shop.example", "*.shop.example"'));
  expectAccepted(hosts('"a.b.c.example", "*.d.example"', { loadBalancer: '"inside"' }));
});

test("refuses a host too deep for the wildcard, and another domain", () => {
  expectFindings(hosts('▶"a.b.shop.example"'), { code, path: "hosts[0]", help: "one label only" });
  expectFindings(hosts('"acme.shop.example", ▶"acme.example"'), {
    code,
    path: "hosts[1]",
    message: 'load balancer "edge"',
  });
});

test("refuses a wildcard without that wildcard in a certificate", () => {
  expectFindings(hosts('▶"*.a.shop.example"'), { code, help: '"*.a.shop.example" itself' });
});

test("looks at every load balancer of the tenant", () => {
  expectFindings(hosts('▶"acme.example"', { loadBalancer: '"inside"', alsoOn: '["edge"]' }), { code });
});

test("names the certificates", () => {
  const loadBalancers = `{"edge": ${edgeText({ certificates: '▷[{"arn": "arn:aws:acm:eu-central-1:123456789012:certificate/1", "domains": ["a.example"]}]' })}}`;
  expectFindings(
    { "platform.json": platformText({ loadBalancers }), "tenants/acme.json": tenantText({ hosts: '[▶"b.example"]' }) },
    { code },
  );
});

test("refuses a pool whose names no certificate covers", () => {
  const { findings } = checkFiles(edgeFiles({ pools: '[{"domain": "fr.shop.example", "service": "web"}]' }));
  expect(findings.filter((finding) => finding.code === code)).toMatchObject([
    { path: "loadBalancers.edge.pools[0].domain", message: expect.stringContaining('"*.fr.shop.example"') },
  ]);
});
