import type { UncodedFinding } from "../../findings";
import { ANSWER_FIELDS } from "../support/answer-fields";
import { inTenant, isWrongInPlatform, isWrongInTenant } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Every route says what answers, and so does every tenant, or the platform for it. */
export const missingAnswer = defineRule({
  code: "missing-answer",
  severity: "error",
  summary: "a tenant or a route of which nobody says what answers, and there is no default",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], service: "web" } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], routes: [{ path: "/api" }] } } }],
  check: (context) => {
    const { platform } = context;
    const findings: UncodedFinding[] = [];
    const defaultIsClear = platform !== undefined && !isWrongInPlatform(context, ["defaults", "service"]);
    for (const tenant of context.tenants) {
      tenant.routes.forEach((route, index) => {
        if (ANSWER_FIELDS.some((field) => route[field] !== undefined)) return;
        findings.push(
          inTenant(context, tenant, ["routes", index], {
            message: "The route does not say what answers.",
            help: "Add one of service, weights, redirect and respond.",
          }),
        );
      });
      if (!defaultIsClear) continue;
      if (ANSWER_FIELDS.some((field) => tenant[field] !== undefined || isWrongInTenant(context, tenant, [field])))
        continue;
      const known = Object.keys(platform.services).join(", ") || "none is defined yet";
      findings.push(
        inTenant(context, tenant, [], {
          message: "The tenant does not say which service answers, and there is no default.",
          help: `Add "service" (${known}), or defaults.service in platform.json.`,
        }),
      );
    }
    return findings;
  },
});
