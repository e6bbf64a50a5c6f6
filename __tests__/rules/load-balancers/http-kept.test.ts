import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

test("says nothing of a redirect, nor of HTTP that is off", () => {
  for (const http of ["redirect", "off"]) expectAccepted(edgeFiles({ http: `"${http}"` }));
});

test("warns as long as port 80 is left to others", () => {
  expectFindings(edgeFiles({ http: '▶"keep"' }), {
    code: "http-kept",
    severity: "warning",
    path: "loadBalancers.edge.http",
    help: '"off"',
  });
});
