import { conflictingFields } from "./conflicting-fields";
import { duplicateValue } from "./duplicate-value";
import { missingCluster } from "./missing-cluster";
import { missingClusterName } from "./missing-cluster-name";
import { nameCollision } from "./name-collision";
import { noTenants } from "./no-tenants";
import { reservedName } from "./reserved-name";
import { sharedState } from "./shared-state";

export const fileRules = [
  conflictingFields,
  duplicateValue,
  missingCluster,
  missingClusterName,
  nameCollision,
  noTenants,
  reservedName,
  sharedState,
] as const;
