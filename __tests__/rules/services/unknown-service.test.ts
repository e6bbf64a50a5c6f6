import {
  acmeFiles,
  checkFiles,
  edgeFiles,
  expectAccepted,
  expectFindings,
  platformText,
  serviceText,
} from "../../support/checked-files";

const code = "unknown-service";

test("takes services of platform.json", () => {
  expectAccepted(acmeFiles({ weights: '{"web": 1, "api": 1}', routes: '[{"path": "/a", "service": "api"}]' }));
});

test("refuses others wherever they are named, and offers the nearest", () => {
  expectFindings(acmeFiles({ service: '▶"wbe"' }), { code, path: "service", help: 'Did you mean "web"?' });
  expectFindings(acmeFiles({ weights: '{"web": 1, ▶"backoffice": 1}' }), {
    code,
    path: "weights.backoffice",
    help: "web, api",
  });
  expectFindings(acmeFiles({ routes: '[{"path": "/a", "service": ▶"apis"}]' }), { code, path: "routes[0].service" });
  expectFindings(edgeFiles({ services: '["web", "api", ▶"webs"]' }), { code, path: "loadBalancers.edge.services[2]" });
});

test("names an unknown default once, where it stands", () => {
  const platform = platformText({ defaults: '{"loadBalancer": "edge", "service": ▶"webb"}' });
  expectFindings({ "platform.json": platform }, { code, path: "defaults.service" });
});

test("says nothing of a service that is there, but wrong or misnamed", () => {
  const services = (web: string) => ({
    "platform.json": platformText({ services: `{${web}, "api": ${serviceText()}}` }),
  });
  expectFindings(services('"web": ▶null'), { code: "wrong-type", path: "services.web" });
  expectFindings(services(`▶"Web": ${serviceText()}`), { code: "invalid-name", help: 'to "web"' });
});

test("looks at pools as well", () => {
  const { findings } = checkFiles(edgeFiles({ pools: '[{"domain": "shop.example", "service": "webs"}]' }));
  expect(findings.filter((finding) => finding.code === code)).toMatchObject([
    { path: "loadBalancers.edge.pools[0].service", help: 'Did you mean "web"?' },
  ]);
});
