import { invalidRedirect } from "./invalid-redirect";
import { redirectLoop } from "./redirect-loop";

export const redirectRules = [invalidRedirect, redirectLoop] as const;
