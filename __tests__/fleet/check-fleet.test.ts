import { decodeFleet } from "../../modules/model";
import { SourceDocument, tenantDocument } from "../../modules/source";
import { checkFiles, edgeText, insideText, object, platformText, tenantText } from "../support/checked-files";

function summary(files: Record<string, string>): string[] {
  return checkFiles(files).findings.map(({ file, code, path }) => `${file} ${code} ${path}`.trim());
}

test("reports every mistake of every file in one run, ordered by place", () => {
  const loadBalancers = `{"edge": ${edgeText({ subnets: '["subnet-1", "subnet-00000002"]', sslPolicy: '"ELBSecurityPolicy-x"' })}}`;
  const files = {
    "platform.json": platformText({ fleet: '"Shop"', loadBalancers, reservedHosts: '["WWW.shop.example"]' }),
    "tenants/acme.json": object({
      hosts: '["acme.shop.example", 5, "a_b.shop.example"]',
      servce: '"api"',
      routes:
        '[{"path": "/a"}, {"path": "b", "service": "apy"}, {"path": "/c", "pathType": "exact", "service": "api"}]',
      labels: '{"a/b/c": "x", "team": 7}',
    }),
    "tenants/beta.json": tenantText(),
    "tenants/gamma.json": '{"hosts": ["gamma.shop.example"]',
    "tenants/Delta.json": tenantText({ hosts: '["www.shop.example"]', status: '"off"' }),
  };
  expect(summary(files)).toEqual([
    "platform.json invalid-value fleet",
    "platform.json invalid-value loadBalancers.edge.subnets[0]",
    "platform.json invalid-ssl-policy loadBalancers.edge.sslPolicy",
    "platform.json invalid-host reservedHosts[0]",
    "tenants/Delta.json invalid-name",
    "tenants/Delta.json invalid-value status",
    "tenants/acme.json wrong-type hosts[1]",
    "tenants/acme.json invalid-host hosts[2]",
    "tenants/acme.json unknown-key servce",
    "tenants/acme.json missing-answer routes[0]",
    "tenants/acme.json invalid-path routes[1].path",
    "tenants/acme.json unknown-service routes[1].service",
    "tenants/acme.json invalid-value routes[2].pathType",
    'tenants/acme.json invalid-metadata labels["a/b/c"]',
    "tenants/acme.json wrong-type labels.team",
    "tenants/beta.json host-conflict hosts[0]",
    "tenants/gamma.json syntax",
  ]);
});

test("a broken platform.json hides nothing that does not depend on it", () => {
  const tenants = {
    "tenants/acme.json": tenantText({ allowedCidrs: '["10.0.0.1/8"]' }),
    "tenants/beta.json": tenantText({ service: '"nowhere"' }),
  };
  expect(summary({ ...tenants, "platform.json": "{" })).toEqual([
    "platform.json syntax",
    "tenants/acme.json invalid-cidr allowedCidrs[0]",
    "tenants/beta.json host-conflict hosts[0]",
  ]);
});

test("a syntax error does not hide what is wrong with the fields that are clear", () => {
  const files = {
    "platform.json": platformText({ fleet: '"Shop"', headroom: "1", domains: "['shop.example']" }),
    "tenants/acme.json":
      '{\n  "servce": "api"\n  "status": "off",\n  "order": "1",\n  "hosts": ["acme.shop.example"\n}',
  };
  expect(summary(files)).toEqual([
    "platform.json invalid-value fleet",
    "platform.json syntax",
    "platform.json unknown-key headroom",
    "tenants/acme.json unknown-key servce",
    "tenants/acme.json syntax",
    "tenants/acme.json invalid-value status",
    "tenants/acme.json wrong-type order",
  ]);
});

test("a character too few or too many makes nothing else wrong", () => {
  const [platform, tenant] = [platformText(), tenantText({ routes: '[{"path": "/api", "service": "api"}]' })];
  const isBroken = (text: string) => new SourceDocument("x.json", text).findings[0]?.code === "syntax";
  const broken = (text: string) =>
    [...text.matchAll(/[[\]{}:,"]/g)].flatMap(({ 0: mark, index: at }) =>
      ["", ...["[", "]", "{", "}", ":", ",", '"'].map((added) => mark + added)]
        .map((instead) => text.slice(0, at) + instead + text.slice(at + 1))
        .filter(isBroken),
    );
  const decoded = (platformSource: string, tenantSource: string) =>
    decodeFleet({
      platform: new SourceDocument("platform.json", platformSource),
      tenants: [tenantDocument("acme", tenantSource)],
      findings: [],
    }).findings.map(({ message }) => message);
  for (const text of broken(tenant)) expect([text, decoded(platform, text)]).toEqual([text, []]);
  for (const text of broken(platform)) expect([text, decoded(text, tenant)]).toEqual([text, []]);
});

test.each(["acme (1)", "acme copy", "acme - Copy", "Acme"])("a file %s.json does not make acme.json guilty", (name) => {
  const files = { "platform.json": platformText(), "tenants/acme.json": tenantText() };
  expect(summary({ ...files, [`tenants/${name}.json`]: tenantText() })).toEqual([`tenants/${name}.json invalid-name`]);
});

test.each([
  ["aws", "aws"],
  ["kubernetes", "kubernetes"],
  ["fleet", "fleet"],
  ["services", "services"],
  ["loadBalancers", "loadBalancers"],
  ["defaults", "defaults"],
  ["domains", "domains"],
  ["responses", "responses"],
])("a wrong %s is one finding, whatever follows from it", (field, path) => {
  const files = {
    "platform.json": platformText({ [field]: "7" }),
    "tenants/acme.json": tenantText({ alsoOn: '["inside"]', routes: '[{"path": "/a", "service": "api"}]' }),
    "tenants/beta.json": tenantText({ hosts: '["*.beta.shop.example"]', loadBalancer: '"inside"' }),
    "tenants/gamma.json": tenantText({ hosts: '["x.beta.shop.example"]', loadBalancer: '"inside"' }),
  };
  expect(summary(files)).toEqual([`platform.json wrong-type ${path}`]);
});

test.each([
  ["services", "loadBalancers.edge.services"],
  ["subnets", "loadBalancers.edge.subnets"],
  ["certificates", "loadBalancers.edge.certificates"],
  ["scheme", "loadBalancers.edge.scheme"],
  ["ipAddressType", "loadBalancers.edge.ipAddressType"],
  ["quotas", "loadBalancers.edge.quotas"],
  ["inboundCidrs", "loadBalancers.edge.inboundCidrs"],
])("so is a load balancer's wrong %s", (field, path) => {
  const loadBalancers = `{"edge": ${edgeText({ [field]: "{}" })}, "inside": ${edgeText({ certificates: "[]" })}}`;
  const platform = platformText({ loadBalancers: loadBalancers.replace('"quotas": {}', '"quotas": 7') });
  const tenant = tenantText({ alsoOn: '["inside"]', routes: '[{"path": "/a", "service": "api"}]' });
  const [first, ...others] = summary({ "platform.json": platform, "tenants/acme.json": tenant });
  expect(first).toContain(path);
  expect(others).toEqual([]);
});

test.each([
  ['"defaults"', '"default"'],
  ['"loadBalancer": "edge"', '"loadbalancer": "edge"'],
  ['"service": "web"', '"servce": "web"'],
  ['"domains": ["shop.example"]', '"domain": ["shop.example"]'],
  ['"certificates": [{', '"certificate": [{'],
])("a misspelt key of platform.json is one finding, whatever follows from it: %s", (right, misspelt) => {
  const files = {
    "platform.json": platformText().replace(right, misspelt),
    "tenants/acme.json": tenantText(),
    "tenants/beta.json": tenantText({ hosts: '["*.beta.shop.example"]', loadBalancer: '"inside"' }),
    "tenants/gamma.json": tenantText({ hosts: '["x.beta.shop.example"]', loadBalancer: '"inside"' }),
  };
  expect(checkFiles(files).findings).toEqual([expect.objectContaining({ code: "unknown-key", file: "platform.json" })]);
});

test.each<Record<string, string>>([
  { loadbalancer: '"inside"' },
  { loadBalancer: "7" },
  { loadBalancer: '"Inside"' },
  { loadBalancer: '"inside"', servce: '"api"' },
  { loadBalancer: '"inside"', redirct: '{"host": "www.acme.example", "statusCode": 301}' },
  { loadBalancer: '"inside"', weights: "[]" },
])("nor does a tenant get a default for what it says wrongly: %j", (fields) => {
  // On edge the host is not covered, and inside does not carry web.
  const loadBalancers = `{"edge": ${edgeText()}, "inside": ${insideText({ services: '["api"]' })}}`;
  const files = {
    "platform.json": platformText({ loadBalancers }),
    "tenants/acme.json": tenantText({ hosts: '["acme.example"]', ...fields }),
  };
  expect(summary(files)).toHaveLength(1);
});

test("a key beside a misspelt one is looked at all the same", () => {
  expect(summary({ "tenants/acme.json": tenantText({ hosts: '["a_b.shop.example"]', host: '"x"' }) })).toEqual([
    "tenants/acme.json invalid-host hosts[0]",
    "tenants/acme.json unknown-key host",
  ]);
});

test("quotas are counted beside other mistakes in platform.json, unless it is unclear what lives where", () => {
  const loadBalancers = (edge = {}) => `{"edge": ${edgeText({ quotas: '{"rules": 1}', headroom: "0", ...edge })}}`;
  const files = (fields: Record<string, string>) => ({
    "platform.json": platformText({ loadBalancers: loadBalancers(), ...fields }),
    "tenants/a.json": tenantText(),
    "tenants/b.json": tenantText({ hosts: '["b.shop.example"]' }),
  });
  const exceeded = "platform.json quota-exceeded loadBalancers.edge";
  expect(summary(files({ fleet: "7" }))).toEqual(["platform.json wrong-type fleet", exceeded]);
  expect(summary(files({ reservedHosts: '["A.shop.example"]' }))).toEqual([
    exceeded,
    "platform.json invalid-host reservedHosts[0]",
  ]);
  expect(summary(files({ loadBalancers: loadBalancers({ scheme: '"public"' }) }))).toEqual([
    "platform.json invalid-value loadBalancers.edge.scheme",
  ]);
});

test("counts tenant files, and gives the plan only of a fleet without errors", () => {
  const good = checkFiles({
    "tenants/a.json": tenantText(),
    "tenants/b.json": tenantText({ hosts: '["b.shop.example"]' }),
  });
  expect(good).toMatchObject({ decoded: { tenantCount: 2 }, findings: [] });
  expect(good.plan?.loadBalancers.map(({ key, tenants }) => [key, tenants])).toEqual([
    ["edge", ["a", "b"]],
    ["inside", []],
  ]);
  const bad = checkFiles({ "tenants/a.json": "[]" });
  expect([bad.decoded.tenantCount, bad.fleet, bad.plan]).toEqual([1, undefined, undefined]);
});
