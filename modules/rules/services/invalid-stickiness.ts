import type { UncodedFinding } from "../../findings";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Stickiness names a cookie where the application has one, and only there. */
export const invalidStickiness = defineRule({
  code: "invalid-stickiness",
  severity: "error",
  summary: "app_cookie without the name of a cookie, or lb_cookie with one",
  valid: [{ platform: { services: { web: { stickiness: { type: "app_cookie", cookieName: "SESSION" } } } } }],
  invalid: [{ platform: { services: { web: { stickiness: { type: "app_cookie" } } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, { stickiness }] of Object.entries(context.platform?.services ?? {})) {
      const path = ["services", key, "stickiness"];
      if (stickiness?.type === "app_cookie" && stickiness.cookieName === undefined) {
        const message = "Stickiness by app_cookie needs the cookie's name.";
        findings.push(inPlatform(context, path, { message, help: 'Add "cookieName", or use lb_cookie.' }));
      }
      if (stickiness?.type === "lb_cookie" && stickiness.cookieName !== undefined) {
        const message = "Stickiness by lb_cookie uses ALB's own cookie, AWSALB.";
        const help = "Remove cookieName, or use app_cookie.";
        findings.push(inPlatform(context, [...path, "cookieName"], { message, help }));
      }
    }
    return findings;
  },
});
