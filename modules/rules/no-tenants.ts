import { inPlatform, type Rule } from "./rule";

/** A fleet without tenants is right before the first one comes, and else a mistake. */
export const noTenants: Rule = (context) => {
  const isTenantFile = (file: string) => file.startsWith("tenants/");
  if ([...context.documents.keys()].some(isTenantFile)) return [];
  // The directory, or everything in it, was refused already.
  if (context.wrong.files.has("tenants") || [...context.wrong.files].some(isTenantFile)) return [];
  return [
    inPlatform(context, [], {
      severity: "warning",
      code: "no-tenants",
      message: "There are no tenants.",
      help: "Right for a first deployment. Else look where the files of tenants/ went: every tenant's Ingress would be removed.",
    }),
  ];
};
