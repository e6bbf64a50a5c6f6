import { inPlatform, type Rule } from "./rule";

/** A fleet without tenants is right before the first one comes, and else a mistake. */
export const emptyFleet: Rule = (context) => {
  const tenantFiles = [...context.documents.keys()].filter((file) => file.startsWith("tenants/"));
  if (tenantFiles.length > 0) return [];
  return [
    inPlatform(context, [], {
      severity: "warning",
      code: "no-tenants",
      message: "There are no tenants.",
      help: "Right for a first deployment. Else look where the files of tenants/ went: every tenant's Ingress would be removed.",
    }),
  ];
};
