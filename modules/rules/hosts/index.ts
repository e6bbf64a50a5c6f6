import { hostConflict } from "./host-conflict";
import { invalidHost } from "./invalid-host";
import { publicSuffixWildcard } from "./public-suffix-wildcard";
import { reservedHost } from "./reserved-host";
import { uncoveredHost } from "./uncovered-host";
import { wildcardConflict } from "./wildcard-conflict";

export const hostRules = [
  hostConflict,
  invalidHost,
  publicSuffixWildcard,
  reservedHost,
  uncoveredHost,
  wildcardConflict,
] as const;
