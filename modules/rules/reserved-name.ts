import { type Finding, quote } from "../findings";
import { TENANTS_STACK_SUFFIX } from "../plan";
import { inPlatform, type Rule } from "./rule";

/** Names that AWS or this format keeps for itself. */
export const reservedName: Rule = (context) => {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
  if (/^internal(?:-|$)/.test(platform.fleet)) {
    findings.push(
      inPlatform(context, ["fleet"], {
        code,
        message:
          "The fleet's name must not be internal, nor begin with internal-: AWS refuses such load balancer names.",
        help: "Choose another name.",
      }),
    );
  }
  for (const key of Object.keys(platform.loadBalancers)) {
    if (!key.endsWith(TENANTS_STACK_SUFFIX)) continue;
    findings.push(
      inPlatform(context, ["loadBalancers", key], {
        code,
        message: `The load balancer's name ${quote(key)} must not end in ${TENANTS_STACK_SUFFIX}: that is the name of another one's second stack.`,
        help: "Choose another name.",
        atKey: true,
      }),
    );
  }
  return findings;
};

const code = "reserved-name";
