import {
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  serviceText,
} from "../../support/checked-files";

const code = "controller-mismatch";
const AUTO = '{"namespace": "tenants", "eks": {"clusterName": "prod"}, "controller": "eks-auto-mode"}';
const BOTH = '{"namespace": "tenants", "eks": {"clusterName": "prod"}}';
const files = (fields: Readonly<Record<string, string>>) => ({ "platform.json": platformText(fields) });
const auto = (fields: Readonly<Record<string, string>> = {}) => edgeText({ controller: '"eks-auto-mode"', ...fields });

test("takes a fleet with load balancers of both kinds", () => {
  expectAccepted(
    files({
      kubernetes: '{"namespace": "tenants", "eks": {"clusterName": "prod"}, "targetSecurityGroups": ["sg-00000001"]}',
      loadBalancers: `{"edge": ${edgeText({ group: '"old"' })}, "auto": ${auto()}}`,
    }),
  );
});

test("refuses a group that would have to be taken over", () => {
  expectFindings(files({ kubernetes: AUTO, loadBalancers: `{"edge": ${edgeText({ group: '▶"old"' })}}` }), {
    code,
    path: "loadBalancers.edge.group",
    help: "Remove group",
  });
});

test("refuses what a service's binding or security group rule can't say", () => {
  const services = `{"web": ${serviceText({ port: '"http"', targetPort: '▶"http"' })}, "api": ${serviceText({ port: '▶"http"' })}}`;
  expectFindings(files({ kubernetes: AUTO, services }), { code, path: "services.web.targetPort", help: "number" });
  expectFindings(
    files({
      kubernetes: AUTO,
      services: `{"web": ${serviceText({ ipAddressType: '▶"ipv6"' })}, "api": ${serviceText()}}`,
      loadBalancers: `{"edge": ${edgeText({ ipAddressType: '"dualstack"' })}}`,
    }),
    { code, path: "services.web.ipAddressType" },
  );
});

test("takes named ports of nodes, and of services that only the other controller's load balancers carry", () => {
  const named = serviceText({ port: '"http"' });
  const nodes = serviceText({ port: '"http"', targetType: '"instance"' });
  expectAccepted(files({ kubernetes: AUTO, services: `{"web": ${nodes}, "api": ${serviceText()}}` }));
  expectAccepted(
    files({
      kubernetes: BOTH,
      services: `{"web": ${serviceText()}, "api": ${named}}`,
      loadBalancers: `{"edge": ${edgeText()}, "auto": ${auto({ services: '["web"]' })}}`,
    }),
  );
});

test("refuses a security group that two load balancers of Auto Mode would let in", () => {
  expectFindings(
    files({
      kubernetes: AUTO,
      loadBalancers: `{"edge": ${edgeText({ securityGroups: '["sg-00000001"]' })}, "inside": ${insideText({ securityGroups: '["sg-00000002", ▶"sg-00000001"]' })}}`,
    }),
    { code, path: "loadBalancers.inside.securityGroups[1]" },
  );
});

test("refuses targets' security groups that nobody asks for", () => {
  expectFindings(
    files({
      kubernetes:
        '{"namespace": "tenants", "kubeconfig": {"path": "~/.kube/config", "context": "prod"}, ▶"targetSecurityGroups": ["sg-00000001"]}',
    }),
    { code, path: "kubernetes.targetSecurityGroups" },
  );
});
