import { edgeFiles, edgeText, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

test("says nothing of a protected or internal load balancer", () => {
  expectAccepted(edgeFiles({ scheme: '"internet-facing"', deletionProtection: "true" }));
  expectAccepted(edgeFiles({ scheme: '"internal"', deletionProtection: "false" }));
});

test("warns of an internet-facing one without protection", () => {
  const loadBalancers = `{▶"edge": ${edgeText({ scheme: '"internet-facing"' })}}`;
  expectFindings(
    { "platform.json": platformText({ loadBalancers }) },
    { code: "deletion-protection-off", severity: "warning", path: "loadBalancers.edge", help: "deletionProtection" },
  );
});
