import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const policy = (name: string) => edgeFiles({ sslPolicy: name });
const code = "unknown-ssl-policy";
const severity = "warning";

test("takes the policies that are known, post-quantum ones included", () => {
  expectAccepted(policy('"ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09"'));
  expectAccepted(policy('"ELBSecurityPolicy-FS-1-2-Res-2020-10"'));
});

test("warns of one that may be newer than this version, or misspelt", () => {
  const newer = policy('▶"ELBSecurityPolicy-TLS13-1-3-RFC9151-FIPS-2026-08"');
  expectFindings(newer, { code, severity, path: "loadBalancers.edge.sslPolicy", help: "describe-ssl-policies" });
  const misspelt = policy('▶"ELBSecurityPolicy-TLS13-1-2-Ress-PQ-2025-09"');
  expectFindings(misspelt, { code, severity, help: 'Did you mean "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"?' });
});
