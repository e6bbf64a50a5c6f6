import { invalidCidr } from "./invalid-cidr";
import { unlimitedSources } from "./unlimited-sources";
import { unmatchedSources } from "./unmatched-sources";

export const sourceRules = [invalidCidr, unlimitedSources, unmatchedSources] as const;
