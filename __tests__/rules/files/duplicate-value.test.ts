import { ARN, acmeFiles, checkFiles, edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "duplicate-value";

test("takes lists of different values", () => {
  expectAccepted(edgeFiles({ securityGroups: '["sg-00000001", "sg-00000002"]' }));
  expectAccepted(acmeFiles({ alsoOn: '["inside"]' }));
});

test("refuses a load balancer named twice, or as home and beside it", () => {
  expectFindings(acmeFiles({ alsoOn: '[▷"inside", ▶"inside"]' }), { code, path: "alsoOn[1]" });
  expectFindings(acmeFiles({ alsoOn: '["inside", ▶"edge"]' }), { code, message: "lives on" });
  expectFindings(acmeFiles({ loadBalancer: '"inside"', alsoOn: '["edge", ▶"inside"]' }), { code });
});

test("refuses what stands twice in a load balancer's lists", () => {
  expectFindings(edgeFiles({ services: '[▷"web", "api", ▶"web"]' }), { code, path: "loadBalancers.edge.services[2]" });
  expectFindings(edgeFiles({ subnets: '[▷"subnet-00000001", ▶"subnet-00000001"]' }), { code });
  expectFindings(edgeFiles({ securityGroups: '[▷"sg-00000001", ▶"sg-00000001"]' }), { code });
  const certificate = (mark: string) => `{"arn": ${mark}"${ARN}/1", "domains": ["*.shop.example"]}`;
  expectFindings(edgeFiles({ certificates: `[${certificate("▷")}, ${certificate("▶")}]` }), { code });
});

test("refuses two pools of one domain", () => {
  const pool = '{"domain": "shop.example", "service": "web"}';
  const { findings } = checkFiles(edgeFiles({ pools: `[${pool}, ${pool}]` }));
  expect(findings.filter((finding) => finding.code === code)).toMatchObject([
    { path: "loadBalancers.edge.pools[1].domain" },
  ]);
});
