import type { Finding } from "../findings";
import type { DocumentPath } from "../source";
import { inPlatform, inTenant, type Rule, type RuleContext } from "./rule";

/** Fields that exclude each other don't stand together, and where one of several is needed, one is there. */
export const conflictingFields: Rule = (context) => [...tenantFindings(context), ...platformFindings(context)];

function tenantFindings(context: RuleContext): Finding[] {
  const findings: Finding[] = [];
  for (const tenant of context.tenants) {
    const conflict = (path: DocumentPath, a: string, b: string) =>
      findings.push(inTenant(context, tenant, [...path, a], { ...excludes(a, b), atKey: true }));
    if (tenant.weights !== undefined && tenant.own.service !== undefined) conflict([], "weights", "service");
    if (tenant.redirect !== undefined) {
      if (tenant.own.service !== undefined) conflict([], "redirect", "service");
      if (tenant.weights !== undefined) conflict([], "redirect", "weights");
      if (tenant.routes.length > 0) conflict([], "redirect", "routes");
    }
    tenant.routes.forEach((route, index) => {
      const given = (["service", "weights", "redirect"] as const).filter((field) => route[field] !== undefined);
      if (given.length === 1) return;
      if (given.length > 1) conflict(["routes", index], given[1]!, given[0]!);
      else {
        const message = "The route does not say what answers.";
        const help = "Add one of service, weights and redirect.";
        findings.push(inTenant(context, tenant, ["routes", index], { code, message, help }));
      }
    });
  }
  return findings;
}

function platformFindings(context: RuleContext): Finding[] {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
  const { kubeconfig, eks } = platform.kubernetes;
  if (kubeconfig !== undefined && eks !== undefined) {
    findings.push(inPlatform(context, ["kubernetes", "eks"], { ...excludes("eks", "kubeconfig"), atKey: true }));
  }
  if (kubeconfig === undefined && eks === undefined) {
    const message = "There is no way to reach the cluster.";
    const help = 'Add "kubeconfig": {"path": …} or "eks": {"clusterName": …}.';
    findings.push(inPlatform(context, ["kubernetes"], { code, message, help }));
  }
  for (const [key, config] of Object.entries(platform.loadBalancers)) {
    for (const [a, b] of [
      ["inboundCidrs", "securityGroups"],
      ["rateLimit", "webAclArn"],
    ] as const) {
      if (config[a] === undefined || config[b] === undefined) continue;
      findings.push(inPlatform(context, ["loadBalancers", key, a], { ...excludes(a, b), atKey: true }));
    }
  }
  return findings;
}

function excludes(a: string, b: string) {
  return {
    code,
    message: `${JSON.stringify(a)} and ${JSON.stringify(b)} exclude each other.`,
    help: "Keep one of the two.",
  };
}

const code = "conflicting-fields";
