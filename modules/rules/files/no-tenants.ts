import { TENANTS_DIRECTORY } from "../../source";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** A fleet without tenants is right before the first one comes, and else a mistake. */
export const noTenants = defineRule({
  code: "no-tenants",
  severity: "warning",
  summary: "a fleet without tenants",
  help: "Right before the first deployment; else files went missing.",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"] } } }],
  invalid: [{ tenants: {} }],
  check: (context) => {
    const isTenantFile = (file: string) => file.startsWith(`${TENANTS_DIRECTORY}/`);
    if ([...context.documents.keys()].some(isTenantFile)) return [];
    // The directory, or everything in it, was refused already.
    if (context.wrong.files.has(TENANTS_DIRECTORY) || [...context.wrong.files].some(isTenantFile)) return [];
    return [
      inPlatform(context, [], {
        message: "There are no tenants.",
        help: "Right for a first deployment. Else look where the files of tenants/ went: every tenant's Ingress would be removed.",
      }),
    ];
  },
});
