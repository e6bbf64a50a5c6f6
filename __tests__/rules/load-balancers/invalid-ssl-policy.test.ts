import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const policy = (name: string) => edgeFiles({ sslPolicy: name });

test("takes ALB's policies", () => {
  expectAccepted(policy('"ELBSecurityPolicy-TLS13-1-3-2021-06"'));
  expectAccepted(policy('"ELBSecurityPolicy-2016-08"'));
  expectAccepted(policy('"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"'));
});

test("refuses others and offers the nearest", () => {
  const help = 'Did you mean "ELBSecurityPolicy-TLS13-1-2-2021-06"?';
  const path = "loadBalancers.edge.sslPolicy";
  expectFindings(policy('▶"ELBSecurityPolicy-TLS13-1-2-2021-6"'), { code: "invalid-ssl-policy", path, help });
});
