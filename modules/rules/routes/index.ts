import { invalidPath } from "./invalid-path";
import { patternTooLong } from "./pattern-too-long";
import { tooManyRules } from "./too-many-rules";
import { tooManyWildcards } from "./too-many-wildcards";
import { unreachableRoute } from "./unreachable-route";

export const routeRules = [invalidPath, patternTooLong, tooManyRules, tooManyWildcards, unreachableRoute] as const;
