import { conflictingFields } from "./conflicting-fields";
import { duplicateValue } from "./duplicate-value";
import { kubeconfigInFleet } from "./kubeconfig-in-fleet";
import { missingCluster } from "./missing-cluster";
import { missingClusterName } from "./missing-cluster-name";
import { missingContext } from "./missing-context";
import { nameCollision } from "./name-collision";
import { noTenants } from "./no-tenants";
import { reservedName } from "./reserved-name";
import { sharedNamespace } from "./shared-namespace";
import { sharedState } from "./shared-state";

export const fileRules = [
  kubeconfigInFleet,
  missingContext,
  conflictingFields,
  duplicateValue,
  missingCluster,
  missingClusterName,
  nameCollision,
  noTenants,
  reservedName,
  sharedNamespace,
  sharedState,
] as const;
