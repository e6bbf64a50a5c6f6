import type { LoadBalancerConfig } from "../model";
import type { ObservedLoadBalancer } from "./observe";
import type { Difference } from "./types";

/**
 * Differences in what holds for the whole load balancer: scheme, security groups, deletion protection, web ACL, and
 * the TLS policy of each HTTPS listener. What could not be read is no difference.
 *
 * @param port where they are reported
 */
export function compareSettings(
  port: number,
  config: LoadBalancerConfig,
  { settings, listeners }: ObservedLoadBalancer,
): Difference[] {
  const { scheme, securityGroups, deletionProtection, webAcl } = settings;
  const changed = (subject: Difference["subject"], expected: unknown, actual: unknown, message: string) =>
    ({ kind: "changed", subject, port, priority: null, expected, actual, message }) as const;
  const differences: Difference[] = [];
  if (scheme !== undefined && scheme !== config.scheme) {
    differences.push(
      changed("scheme", config.scheme, scheme, `The load balancer is ${scheme} instead of ${config.scheme}.`),
    );
  }
  const missing = (config.securityGroups ?? []).filter((group) => !securityGroups.includes(group));
  const others = securityGroups.filter((group) => config.securityGroups?.includes(group) === false);
  // The controller adds one of its own, which its bindings let in.
  if (missing.length > 0 || others.length > 1) {
    const wrong = [
      ...(missing.length > 0 ? [`lacks the security groups ${missing.join(", ")}`] : []),
      ...(others.length > 1 ? [`has others: ${others.join(", ")}`] : []),
    ];
    differences.push(
      changed("security-groups", config.securityGroups, securityGroups, `The load balancer ${wrong.join(" and ")}.`),
    );
  }
  if (deletionProtection !== undefined && deletionProtection !== config.deletionProtection) {
    const state = (on: boolean) => (on ? "on" : "off");
    const message = `The deletion protection is ${state(deletionProtection)} instead of ${state(config.deletionProtection)}.`;
    differences.push(changed("deletion-protection", config.deletionProtection, deletionProtection, message));
  }
  if (webAcl !== undefined && !isExpectedWebAcl(config, webAcl)) {
    const expected = config.webAclArn ?? "the one that is made for it";
    differences.push(
      changed("web-acl", expected, webAcl, `The web ACL is ${webAcl ?? "none"} instead of ${expected}.`),
    );
  }
  return [...differences, ...compareTlsPolicies(config, listeners)];
}

/** Whether anything is said about a load balancer's web ACL: else somebody else may have given it one. */
export function expectsWebAcl({ webAclArn, rateLimit, managedRules }: LoadBalancerConfig): boolean {
  return webAclArn !== undefined || rateLimit !== undefined || managedRules !== undefined;
}

/** Of one that is made here only Terraform knows the ARN. */
function isExpectedWebAcl({ webAclArn }: LoadBalancerConfig, actual: string | null): boolean {
  if (webAclArn === NO_WEB_ACL) return actual === null;
  return webAclArn === undefined ? actual !== null : actual === webAclArn;
}

/** In `webAclArn`: the web ACL is taken off. */
const NO_WEB_ACL = "none";

function compareTlsPolicies({ sslPolicy }: LoadBalancerConfig, listeners: ObservedLoadBalancer["listeners"]) {
  return listeners
    .filter((listener) => listener.protocol === "HTTPS" && listener.sslPolicy !== undefined)
    .filter((listener) => listener.sslPolicy !== sslPolicy)
    .map(
      ({ port, sslPolicy: actual }): Difference => ({
        kind: "changed",
        subject: "tls-policy",
        port,
        priority: null,
        expected: sslPolicy,
        actual,
        message: `The TLS policy is ${actual} instead of ${sslPolicy}.`,
      }),
    );
}
