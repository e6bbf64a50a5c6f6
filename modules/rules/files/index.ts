import { conflictingFields } from "./conflicting-fields";
import { duplicateValue } from "./duplicate-value";
import { missingCluster } from "./missing-cluster";
import { nameCollision } from "./name-collision";
import { noTenants } from "./no-tenants";
import { reservedName } from "./reserved-name";

export const fileRules = [
  conflictingFields,
  duplicateValue,
  missingCluster,
  nameCollision,
  noTenants,
  reservedName,
] as const;
