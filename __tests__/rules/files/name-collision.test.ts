import {
  checkFiles,
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  serviceText,
} from "../../support/checked-files";

const code = "name-collision";

function files(loadBalancers: string) {
  const services = `{"web": ${serviceText()}, "web-edge": ${serviceText()}}`;
  return {
    "platform.json": platformText({ services, loadBalancers }),
    "tenants/acme.json": '{"hosts": ["acme.shop.example"], "loadBalancer": "x"}',
  };
}

const defaults = { "platform.json": platformText() };

test("takes names that differ", () => {
  expectAccepted(defaults);
  expectAccepted({
    "platform.json": platformText({
      loadBalancers: `{"edge": ${edgeText({ group: '"old"' })}, "inside": ${insideText()}}`,
    }),
  });
});

test("refuses two target groups of one name, made of different parts", () => {
  const text = files(
    `{"x": ${insideText({ services: '["web", ▷"web-edge"]' })}, "edge-x": ${insideText({ services: '[▶"web"]' })}}`,
  );
  const platform = text["platform.json"].replace('"loadBalancer": "edge"', '"loadBalancer": "x"');
  expectFindings(
    { ...text, "platform.json": platform },
    { code, message: '"shop-web-edge-x"', path: "loadBalancers.edge-x.services[0]" },
  );
});

test("refuses two load balancers in one group", () => {
  const loadBalancers = `{▷"edge": ${edgeText()}, "inside": ${insideText({ group: '▶"shop-edge"' })}}`;
  const text = platformText({ loadBalancers });
  expectFindings(
    { "platform.json": text.replace("▷", "") },
    { code, path: "loadBalancers.inside.group", message: "IngressGroup" },
  );
});

test("refuses a load balancer on which a tenant's Ingress could be called like a pool's", () => {
  const pools = '[{"domain": "shop.example", "service": "web"}]';
  const { findings } = checkFiles(files(`{"edge": ${edgeText({ pools })}, "pool-1": ${insideText()}}`));
  expect(findings.filter((finding) => finding.code === code)).toMatchObject([
    { path: "loadBalancers.pool-1", message: expect.stringContaining('"edge.pool-1"') },
  ]);
});
