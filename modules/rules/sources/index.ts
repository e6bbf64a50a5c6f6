import { invalidCidr } from "./invalid-cidr";
import { overlappingCidrs } from "./overlapping-cidrs";
import { unlimitedSources } from "./unlimited-sources";
import { unmatchedSources } from "./unmatched-sources";
import { unreachableSources } from "./unreachable-sources";

export const sourceRules = [
  invalidCidr,
  overlappingCidrs,
  unlimitedSources,
  unmatchedSources,
  unreachableSources,
] as const;
