import type { Finding } from "../findings";
import { inPlatform, type Rule } from "./rule";

/** Stickiness names a cookie where the application has one, and only there. */
export const invalidStickiness: Rule = (context) => {
  const findings: Finding[] = [];
  for (const [key, { stickiness }] of Object.entries(context.platform?.services ?? {})) {
    const path = ["services", key, "stickiness"];
    if (stickiness?.type === "app_cookie" && stickiness.cookieName === undefined) {
      const message = "Stickiness by app_cookie needs the cookie's name.";
      findings.push(inPlatform(context, path, { code, message, help: 'Add "cookieName", or use lb_cookie.' }));
    }
    if (stickiness?.type === "lb_cookie" && stickiness.cookieName !== undefined) {
      const message = "Stickiness by lb_cookie uses ALB's own cookie, AWSALB.";
      const help = "Remove cookieName, or use app_cookie.";
      findings.push(inPlatform(context, [...path, "cookieName"], { code, message, help }));
    }
  }
  return findings;
};

const code = "invalid-stickiness";
