import { acmeFiles, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const code = "invalid-traffic";
const platform = { "platform.json": platformText({ dns: '{"externalDns": {}}' }) };
const acme = (traffic: string, alsoOn = '["inside"]') => ({ ...platform, ...acmeFiles({ alsoOn, traffic }) });

test("takes weights for some or all of the load balancers that serve the tenant", () => {
  expectAccepted(acme('{"edge": 90, "inside": 10}'));
  expectAccepted(acme('{"inside": 255}'));
  expectAccepted(acme('{"edge": 0, "inside": 1}'));
});

test("refuses a load balancer that does not serve the tenant", () => {
  expectFindings(acme('{"edge": 1, ▶"outside": 0}'), {
    code,
    path: "traffic.outside",
    message: '"outside" does not serve the tenant',
    help: "The tenant is on edge, inside.",
  });
});

test("refuses weights that are all 0, defaults counted", () => {
  expectFindings(acme('▶{"edge": 0}'), { code, path: "traffic", message: "All weights are 0" });
});

test("refuses traffic on one load balancer, and where nobody makes records of it", () => {
  expectFindings(
    { ...platform, ...acmeFiles({ "▶traffic": '{"edge": 1}' }) },
    { code, message: "one load balancer only" },
  );
  expectFindings(acmeFiles({ alsoOn: '["inside"]', "▶traffic": '{"edge": 1}' }), {
    code,
    message: "platform.json has no dns",
    help: '"dns": { "externalDns": {} }',
  });
});

test.each(["256", "-1"])("refuses the weight %s", (weight) => {
  expectFindings(acme(`{"edge": ▶${weight}}`), { code: "invalid-value", path: "traffic.edge" });
});
