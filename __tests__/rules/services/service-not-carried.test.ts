import {
  acmeFiles,
  checkFiles,
  edgeFiles,
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  tenantText,
} from "../../support/checked-files";

const code = "service-not-carried";
const platform = platformText({
  loadBalancers: `{"edge": ${edgeText()}, "inside": ${insideText({ services: '▷["web"]' })}}`,
});
const files = (fields: Record<string, string>) => ({
  "platform.json": platform,
  "tenants/acme.json": tenantText({ loadBalancer: '"inside"', ...fields }),
});

test("takes services that every load balancer of the tenant carries", () => {
  expectAccepted(files({ service: '"web"' }));
  expectAccepted(acmeFiles({ service: '"api"', alsoOn: '["inside"]' }));
});

test("refuses others, wherever they are named", () => {
  expectFindings(files({ service: '▶"api"' }), {
    code,
    path: "service",
    message: '"inside" does not carry service "api"',
  });
  expectFindings(files({ weights: '{"web": 1, ▶"api": 1}' }), { code, path: "weights.api" });
  expectFindings(files({ routes: '[{"path": "/a", "service": ▶"api"}]' }), { code, path: "routes[0].service" });
  expectFindings(files({ loadBalancer: '"edge"', alsoOn: '["inside"]', service: '▶"api"' }), { code });
});

test("looks at the default service as well", () => {
  const text = platform.replace('"service": "web"}', '"service": "api"}');
  expectFindings(
    { "platform.json": text, "tenants/acme.json": `▶${tenantText({ loadBalancer: '"inside"' })}` },
    { code },
  );
});

test("says nothing while the list itself is wrong", () => {
  const loadBalancers = `{"edge": ${edgeText({ services: '["web", ▶5]' })}}`;
  const text = {
    "platform.json": platformText({ loadBalancers }),
    "tenants/acme.json": tenantText({ service: '"api"' }),
  };
  expectFindings(text, { code: "wrong-type", path: "loadBalancers.edge.services[1]" });
});

test("refuses a pool with a service that its load balancer does not carry", () => {
  const pools = '[{"domain": "shop.example", "service": "api"}]';
  const { findings } = checkFiles(edgeFiles({ services: '["web"]', pools }));
  expect(findings.filter((finding) => finding.code === code)).toMatchObject([
    { path: "loadBalancers.edge.pools[0].service", help: expect.stringContaining("or use one of: web") },
  ]);
});
