import { expectAccepted, expectFindings, serviceFiles } from "../../support/checked-files";

const code = "invalid-stickiness";
const stickiness = (text: string) => serviceFiles({ stickiness: text });

test("takes ALB's cookie, and the application's by name", () => {
  expectAccepted(stickiness('{"type": "lb_cookie", "durationSeconds": 604800}'));
  expectAccepted(stickiness('{"type": "app_cookie", "cookieName": "session"}'));
});

test("refuses the application's cookie without a name, and ALB's with one", () => {
  expectFindings(stickiness('▶{"type": "app_cookie"}'), { code, path: "services.web.stickiness" });
  const named = '{"type": "lb_cookie", "cookieName": ▶"session"}';
  expectFindings(stickiness(named), { code, path: "services.web.stickiness.cookieName" });
});

test.each(["AWSALB", "AWSALBAPP-0", "AWSALBTG", "a b", "a;b", "", "${x}"])("refuses the cookie name %j", (name) => {
  const path = "services.web.stickiness.cookieName";
  expectFindings(stickiness(`{"type": "app_cookie", "cookieName": ▶"${name}"}`), { code: "invalid-value", path });
});
