import {
  acmeFiles,
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  tenantText,
} from "../../support/checked-files";

const code = "unknown-load-balancer";

test("takes load balancers of platform.json", () => {
  expectAccepted(acmeFiles({ loadBalancer: '"inside"', alsoOn: '["edge"]' }));
});

test("refuses others and offers the nearest", () => {
  expectFindings(acmeFiles({ loadBalancer: '▶"egde"' }), { code, path: "loadBalancer", help: 'Did you mean "edge"?' });
  expectFindings(acmeFiles({ alsoOn: '["inside", ▶"somewhere-else"]' }), {
    code,
    path: "alsoOn[1]",
    help: "edge, inside",
  });
});

test("names an unknown default once, where it stands", () => {
  const platform = platformText({ defaults: '{"loadBalancer": ▶"public", "service": "web"}' });
  expectFindings({ "platform.json": platform }, { code, path: "defaults.loadBalancer" });
});

test("says nothing of a load balancer that is there, but wrong or misnamed", () => {
  const files = (edge: string) => ({
    "platform.json": platformText({ loadBalancers: `{${edge}, "inside": ${insideText()}}` }),
    "tenants/acme.json": tenantText({ loadBalancer: '"edge"' }),
  });
  expectFindings(files('"edge": ▶7'), { code: "wrong-type", path: "loadBalancers.edge" });
  expectFindings(files(`▶"Edge": ${edgeText()}`), { code: "invalid-name", help: 'to "edge"' });
});
