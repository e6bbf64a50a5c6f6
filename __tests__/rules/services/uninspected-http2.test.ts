import {
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  serviceText,
} from "../../support/checked-files";

const code = "uninspected-http2";
const severity = "warning";
const rateLimit = '{"requestsPerHost": 1000}';

function files(protocolVersion: string, edge: Readonly<Record<string, string>>) {
  const services = `{"web": ${serviceText()}, "api": ${serviceText({ protocolVersion: `"${protocolVersion}"` })}}`;
  const loadBalancers = `{"edge": ${edgeText(edge)}, "inside": ${insideText({ services: '["web"]', rateLimit })}}`;
  return { "platform.json": platformText({ services, loadBalancers }) };
}

test("says nothing of HTTP/1, nor where there is no web ACL", () => {
  expectAccepted(files("HTTP1", { rateLimit }));
  expectAccepted(files("HTTP2", {}));
  expectAccepted(files("GRPC", { webAclArn: '"none"' }));
});

test("warns of HTTP/2 with the line that cures it", () => {
  expectFindings(files("HTTP2", { rateLimit, services: '["web", ▶"api"]' }), {
    code,
    severity,
    path: "loadBalancers.edge.services[1]",
    message: "CVE-2026-13763",
    help: "Key=waf.http2.traffic_inspection_behavior,Value=inspect_after_sufficient_data",
  });
  const managedRules = '[{"name": "AWSManagedRulesCommonRuleSet"}]';
  expectFindings(files("HTTP2", { managedRules, services: '["web", ▶"api"]' }), {
    code,
    severity,
    help: "shop-api-edge",
  });
});

test("warns of gRPC, for which there is no cure, also behind a web ACL made elsewhere", () => {
  const webAclArn = '"arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shared/0123"';
  expectFindings(files("GRPC", { webAclArn, services: '["web", ▶"api"]' }), { code, severity, message: "gRPC" });
});
