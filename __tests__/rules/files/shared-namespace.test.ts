import { expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const code = "shared-namespace";

const EDGE = '{"edge": {}}';
const project = (kubernetes: string, sibling: string, loadBalancers = EDGE, aws = "{}") => ({
  "cdktf.json": "{}",
  "platform.json": platformText({ kubernetes }),
  "staging/platform.json": `{"fleet": "shop-staging", "aws": ${aws}, "kubernetes": ${sibling}, "loadBalancers": ${loadBalancers}}`,
});
const kubeconfig = (context: string, namespace = '"tenants"') =>
  `{"namespace": ${namespace}, "kubeconfig": {"path": "~/.kube/config", "context": "${context}"}}`;
const eks = (clusterName: string, namespace = '"tenants"') =>
  `{"namespace": ${namespace}, "eks": {"clusterName": "${clusterName}"}}`;
const REGION = '{"region": "eu-central-1"}';

test("takes fleets in other clusters or namespaces, and with load balancers of other names", () => {
  expectAccepted(project(kubeconfig("prod"), kubeconfig("staging")));
  expectAccepted(project(kubeconfig("prod"), kubeconfig("prod", '"tenants-staging"')));
  expectAccepted(project(kubeconfig("prod"), kubeconfig("prod"), '{"staging-1": {}}'));
  expectAccepted(project(eks("prod"), eks("staging"), EDGE, REGION));
  expectAccepted(project(eks("prod"), eks("prod"), EDGE, '{"region": "eu-west-1"}'));
  expectAccepted(project(eks("prod"), kubeconfig("prod"), EDGE, REGION));
});

test("warns of one namespace of one cluster", () => {
  const message =
    'The fleet in "staging" has a load balancer "edge" in the namespace "tenants" of the same cluster, too';
  const marked = kubeconfig("prod", '▶"tenants"');
  expectFindings(project(marked, kubeconfig("prod")), {
    code,
    severity: "warning",
    path: "kubernetes.namespace",
    message,
    help: '"tenants-staging"',
  });
  expectFindings(project(eks("prod", '▶"tenants"'), eks("prod"), EDGE, REGION), { code, severity: "warning", message });
});

test("says nothing where it is not said which cluster it is, or what stands there is wrong", () => {
  for (const sibling of ['{"namespace": "tenants"}', "null", "[]", '{"namespace": "tenants", "kubeconfig": "prod"}']) {
    expectAccepted(project(kubeconfig("prod"), sibling));
  }
  expectAccepted(project(kubeconfig("prod"), kubeconfig("prod"), "null"));
});
