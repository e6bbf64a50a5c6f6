import {
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  serviceText,
} from "../../support/checked-files";

const code = "incompatible-service";

function files(service: Record<string, string>, loadBalancer: string) {
  const services = `{"web": ${serviceText()}, "api": ${serviceText(service)}}`;
  return { "platform.json": platformText({ services, loadBalancers: `{"edge": ${loadBalancer}}` }) };
}

test("takes gRPC and HTTP/2 behind HTTPS, and IPv6 targets behind dualstack", () => {
  expectAccepted(files({ protocolVersion: '"GRPC"' }, edgeText()));
  expectAccepted(files({ protocolVersion: '"HTTP2"' }, edgeText()));
  expectAccepted(files({ ipAddressType: '"ipv6"' }, edgeText({ ipAddressType: '"dualstack"' })));
});

test("refuses gRPC and HTTP/2 behind HTTP", () => {
  const inside = insideText({ services: '["web", ▶"api"]' });
  const path = "loadBalancers.edge.services[1]";
  expectFindings(files({ protocolVersion: '"GRPC"' }, inside), { code, path, message: "gRPC", help: "certificate" });
  expectFindings(files({ protocolVersion: '"HTTP2"' }, inside), { code, path, message: "HTTP/2" });
});

test("refuses IPv6 targets behind IPv4", () => {
  expectFindings(files({ ipAddressType: '"ipv6"' }, edgeText({ services: '["web", ▶"api"]' })), {
    code,
    help: "dualstack",
  });
});

test("says nothing while the certificates themselves are wrong", () => {
  const wrong = insideText({ certificates: '▶"none"' });
  expectFindings(files({ protocolVersion: '"GRPC"' }, wrong), {
    code: "wrong-type",
    path: "loadBalancers.edge.certificates",
  });
});
