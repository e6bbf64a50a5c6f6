import {
  edgeText,
  expectAccepted,
  expectFindings,
  platformText,
  serviceFiles,
  serviceText,
} from "../../support/checked-files";

const code = "invalid-health-check";

function behindHttps(web: Record<string, string>) {
  const services = `{"web": ${serviceText(web)}, "api": ${serviceText()}}`;
  return { "platform.json": platformText({ services, loadBalancers: `{"edge": ${edgeText()}}` }) };
}

test("takes codes of the service's own protocol", () => {
  expectAccepted(serviceFiles({ healthCheck: '{"interval": 6, "timeout": 5, "matcher": "200-299,404,499"}' }));
  expectAccepted(behindHttps({ protocolVersion: '"GRPC"', healthCheck: '{"matcher": "0,12-99"}' }));
});

test("refuses a timeout as long as the interval", () => {
  const path = "services.web.healthCheck.timeout";
  expectFindings(serviceFiles({ healthCheck: '{"interval": 5, "timeout": ▶5}' }), { code, path });
  expectFindings(serviceFiles({ healthCheck: '▶{"interval": 5}' }), { code, path });
});

test("refuses codes that ALB does not take, and ranges that run backwards", () => {
  expectFindings(serviceFiles({ healthCheck: '{"matcher": ▶"200,500"}' }), { code, message: "outside 200–499" });
  expectFindings(serviceFiles({ healthCheck: '{"matcher": ▶"299-200"}' }), { code, message: "backwards" });
  const grpc = { protocolVersion: '"GRPC"', healthCheck: '{"matcher": ▶"200"}' };
  expectFindings(behindHttps(grpc), { code, message: "outside 0–99" });
});

test("says nothing while the interval or the protocol version is wrong", () => {
  const misspelt = serviceFiles({ healthCheck: '{▶"intervall": 60, "timeout": 20}' });
  expectFindings(misspelt, { code: "unknown-key", path: "services.web.healthCheck.intervall" });
  const wrong = serviceFiles({ protocolVersion: '▶"grpc"', healthCheck: '{"matcher": "12"}' });
  expectFindings(wrong, { code: "invalid-value", path: "services.web.protocolVersion" });
});
