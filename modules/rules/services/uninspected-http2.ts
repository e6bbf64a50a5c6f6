import { quote, type UncodedFinding } from "../../findings";
import type { PlatformConfig } from "../../model";
import { targetGroupName } from "../../plan";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";
import { hasWebAcl } from "../support/web-acl";

/**
 * Warns of services whose request bodies a web ACL does not see whole. For HTTP/2 target groups an attribute cures it
 * (CVE-2026-13763) that hashicorp/aws does not know; bodies of gRPC are never inspected (waf/latest/developerguide/
 * web-acl-setting-body-inspection-limit.html).
 */
export const uninspectedHttp2 = defineRule({
  code: "uninspected-http2",
  severity: "warning",
  summary: "HTTP/2 and gRPC services behind a web ACL, which does not see the whole of their requests' bodies",
  valid: [{ platform: { loadBalancers: { edge: { rateLimit: { requestsPerHost: 30000 } } } } }],
  invalid: [
    {
      platform: {
        services: { api: { protocolVersion: "HTTP2" } },
        loadBalancers: { edge: { rateLimit: { requestsPerHost: 30000 } }, inside: { services: ["web"] } },
      },
    },
  ],
  check: (context) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const findings: UncodedFinding[] = [];
    for (const [key, config] of Object.entries(platform.loadBalancers)) {
      if (!hasWebAcl(config)) continue;
      config.services.forEach((name, index) => {
        const problem = problemOf(platform, key, name);
        if (problem === undefined) return;
        findings.push(inPlatform(context, ["loadBalancers", key, "services", index], problem));
      });
    }
    return findings;
  },
});

function problemOf(platform: PlatformConfig, key: string, name: string): { message: string; help: string } | undefined {
  const { protocolVersion } = Object.hasOwn(platform.services, name) ? platform.services[name]! : {};
  if (protocolVersion === "GRPC") {
    return {
      message: `AWS WAF does not inspect the bodies of gRPC requests, which service ${quote(name)} gets.`,
      help: "Check them in the service itself; all other rules of the web ACL hold.",
    };
  }
  if (protocolVersion !== "HTTP2") return undefined;
  const targetGroup = targetGroupName(platform.fleet, name, key);
  return {
    message: `AWS WAF may see only the first part of a request's body that goes to the HTTP/2 service ${quote(name)} (CVE-2026-13763).`,
    help: `Once, when its target group is there, and again when it is replaced: aws elbv2 modify-target-group-attributes --attributes Key=waf.http2.traffic_inspection_behavior,Value=inspect_after_sufficient_data --target-group-arn "$(aws elbv2 describe-target-groups --names ${targetGroup} --query 'TargetGroups[0].TargetGroupArn' --output text)". Not for services that stream in both directions.`,
  };
}
