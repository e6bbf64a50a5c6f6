import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

test("HTTP can be off where there is HTTPS", () => {
  expectAccepted(edgeFiles({ http: '"off"' }));
});

test.each(["off", "keep"])("without a certificate nothing is left to listen on (%s)", (http) => {
  expectFindings(edgeFiles({ certificates: "[]", http: `▶"${http}"` }), {
    code: "missing-listener",
    path: "loadBalancers.edge.http",
    help: "certificates",
  });
});
