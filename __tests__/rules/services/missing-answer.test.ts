import { acmeFiles, expectAccepted, expectFindings, platformText, tenantText } from "../../support/checked-files";

const code = "missing-answer";
const noDefault = platformText({ defaults: '{"loadBalancer": "edge"}' });

test("takes a default, or a tenant's own answer", () => {
  expectAccepted(acmeFiles({}));
  for (const own of [
    { service: '"web"' },
    { weights: '{"web": 1, "api": 1}' },
    { redirect: '{"host": "a.example", "statusCode": 301}' },
    { respond: '{"statusCode": 404}' },
  ]) {
    expectAccepted({
      "platform.json": noDefault,
      "tenants/acme.json": tenantText(own as unknown as Record<string, string>),
    });
  }
});

test("refuses a tenant whose service nobody names", () => {
  const help = 'Add "service" (web, api)';
  expectFindings({ "platform.json": noDefault, "tenants/acme.json": `▶${tenantText()}` }, { code, path: "", help });
});

test("refuses a route that says nothing", () => {
  expectFindings(acmeFiles({ routes: '[{"path": "/a", "service": "api"}, ▶{"path": "/b"}]' }), {
    code,
    path: "routes[1]",
  });
});

test("says nothing of what is there but wrong", () => {
  const files = { "platform.json": noDefault, "tenants/acme.json": tenantText({ service: "▶5" }) };
  expectFindings(files, { code: "wrong-type", path: "service" });
  const defaults = { "platform.json": platformText({ defaults: '{"loadBalancer": "edge", "service": ▶5}' }) };
  expectFindings(defaults, { code: "wrong-type", path: "defaults.service" });
});
