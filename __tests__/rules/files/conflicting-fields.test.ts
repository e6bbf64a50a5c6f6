import { acmeFiles, edgeFiles, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const code = "conflicting-fields";
const KUBECONFIG = '"kubeconfig": {"path": "~/.kube/config", "context": "prod"}';

test("takes one answer", () => {
  const routes = '[{"path": "/a", "service": "api"}]';
  expectAccepted(acmeFiles({ weights: '{"web": 1, "api": 1}', routes }));
  expectAccepted(acmeFiles({ redirect: '{"host": "www.acme.example", "statusCode": 301}', routes }));
  expectAccepted(acmeFiles({ respond: '{"statusCode": 404}', routes }));
});

test("refuses a tenant's answers beside each other", () => {
  expectFindings(acmeFiles({ service: '"api"', "▶weights": '{"web": 1, "api": 1}' }), { code, path: "weights" });
  const redirect = '{"host": "www.acme.example", "statusCode": 301}';
  expectFindings(acmeFiles({ service: '"api"', "▶redirect": redirect }), { code, message: '"redirect" and "service"' });
  expectFindings(acmeFiles({ weights: '{"web": 1, "api": 1}', "▶redirect": redirect }), { code });
  expectFindings(acmeFiles({ redirect, "▶respond": '{"statusCode": 404}' }), { code, path: "respond" });
});

test("refuses a route's answers beside each other, each of them", () => {
  const route =
    '{"path": "/a", "service": "api", ▶"weights": {"web": 1, "api": 1}, ▶"redirect": {"path": "/b", "statusCode": 302}}';
  expectFindings(acmeFiles({ routes: `[${route}]` }), { code, path: "routes[0].weights" });
});

test("refuses two ways to reach the cluster", () => {
  const kubernetes = `{"namespace": "tenants", ${KUBECONFIG}, ▶"eks": {"clusterName": "prod"}}`;
  expectFindings({ "platform.json": platformText({ kubernetes }) }, { code, path: "kubernetes.eks" });
});

test("refuses sources beside given security groups, and a rate limit beside a web ACL", () => {
  const groups = { securityGroups: '["sg-00000001"]', "▶inboundCidrs": '["10.0.0.0/8"]' };
  expectFindings(edgeFiles(groups), { code, path: "loadBalancers.edge.inboundCidrs" });
  const webAclArn = '"arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/edge/1"';
  expectFindings(edgeFiles({ webAclArn, "▶rateLimit": '{"requestsPerHost": 100}' }), { code });
});
