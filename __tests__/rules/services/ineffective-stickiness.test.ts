import { expectAccepted, expectFindings, serviceFiles } from "../../support/checked-files";

const stickiness = '{"type": "lb_cookie"}';

test("says nothing of stickiness with cross-zone balancing, nor of the one without the other", () => {
  expectAccepted(serviceFiles({ stickiness, crossZone: "true" }));
  expectAccepted(serviceFiles({ crossZone: "false" }));
});

test("warns of stickiness without cross-zone balancing", () => {
  expectFindings(serviceFiles({ stickiness, crossZone: "▶false" }), {
    code: "ineffective-stickiness",
    severity: "warning",
    path: "services.web.crossZone",
  });
});
