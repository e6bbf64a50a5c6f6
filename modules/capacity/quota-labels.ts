import type { QuotaName } from "../plan";

/** What people call each quota; it completes "… free" and "… run out". */
export const QUOTA_LABELS: Readonly<Record<QuotaName, string>> = {
  rules: "rules",
  targetGroups: "target groups",
  certificates: "certificates",
  securityGroupRules: "security group rules",
};
