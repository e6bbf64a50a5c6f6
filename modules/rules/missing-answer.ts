import type { Finding } from "../findings";
import { inTenant, isWrongInPlatform, isWrongInTenant, type Rule } from "./rule";

/** Every route says what answers, and so does every tenant, or the platform for it. */
export const missingAnswer: Rule = (context) => {
  const { platform } = context;
  const findings: Finding[] = [];
  const defaultIsClear = platform !== undefined && !isWrongInPlatform(context, ["defaults", "service"]);
  for (const tenant of context.tenants) {
    tenant.routes.forEach((route, index) => {
      if (ANSWERS.some((field) => route[field] !== undefined)) return;
      findings.push(
        inTenant(context, tenant, ["routes", index], {
          code,
          message: "The route does not say what answers.",
          help: "Add one of service, weights and redirect.",
        }),
      );
    });
    if (!defaultIsClear) continue;
    if (ANSWERS.some((field) => tenant[field] !== undefined || isWrongInTenant(context, tenant, [field]))) continue;
    const known = Object.keys(platform.services).join(", ") || "none is defined yet";
    findings.push(
      inTenant(context, tenant, [], {
        code,
        message: "The tenant does not say which service answers, and there is no default.",
        help: `Add "service" (${known}), or defaults.service in platform.json.`,
      }),
    );
  }
  return findings;
};

const ANSWERS = ["service", "weights", "redirect"] as const;
const code = "missing-answer";
