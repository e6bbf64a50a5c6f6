import { acmeFiles, expectAccepted, expectFindings, platformText } from "../support/checked-files";

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
