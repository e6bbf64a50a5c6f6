import {
  edgeText,
  expectAccepted,
  expectFindings,
  platformText,
  serviceFiles,
  serviceText,
} from "../../support/checked-files";

const code = "invalid-target-group";

test("takes slow start with round_robin, and instances over IPv4, also with gRPC", () => {
  expectAccepted(serviceFiles({ slowStart: "30", algorithm: '"round_robin"' }));
  const services = `{"web": ${serviceText({ targetType: '"instance"', protocolVersion: '"GRPC"' })}, "api": ${serviceText()}}`;
  expectAccepted({ "platform.json": platformText({ services, loadBalancers: `{"edge": ${edgeText()}}` }) });
});

test.each(["least_outstanding_requests", "weighted_random"])("refuses slow start with %s", (algorithm) => {
  const files = serviceFiles({ algorithm: `"${algorithm}"`, slowStart: "▶30" });
  expectFindings(files, { code, path: "services.web.slowStart", message: algorithm });
});

test("refuses instances over IPv6", () => {
  const web = serviceText({ targetType: '▶"instance"', ipAddressType: '"ipv6"' });
  const loadBalancers = `{"edge": ${edgeText({ ipAddressType: '"dualstack"' })}}`;
  const files = {
    "platform.json": platformText({ services: `{"web": ${web}, "api": ${serviceText()}}`, loadBalancers }),
  };
  expectFindings(files, { code, path: "services.web.targetType" });
});

test("takes anomaly mitigation with weighted_random only", () => {
  expectAccepted(serviceFiles({ algorithm: '"weighted_random"', anomalyMitigation: "true" }));
  expectFindings(serviceFiles({ anomalyMitigation: "▶true" }), { code, path: "services.web.anomalyMitigation" });
});

test("refuses zones whose unhealthy targets get requests before they leave DNS", () => {
  const health = (dns: string, routing: string) =>
    serviceFiles({ targetGroupHealth: `▶{"dnsFailover": ${dns}, "unhealthyStateRouting": ${routing}}` });
  expectFindings(health("{}", '{"count": 2}'), { code, path: "services.web.targetGroupHealth", message: "count" });
  expectFindings(health('{"count": 3}', '{"percentage": 20}'), { code, message: "percentage" });
  expectAccepted(
    serviceFiles({ targetGroupHealth: '{"dnsFailover": {"count": 2, "percentage": 20}, "unhealthyStateRouting": {}}' }),
  );
});
