import { awsText, edgeText, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const EKS = '{"namespace": "tenants", "eks": {"clusterName": "prod"}}';
const files = (aws: string, controller: string) => ({
  "platform.json": platformText({
    aws,
    kubernetes: EKS,
    loadBalancers: `{"edge": ${edgeText({ controller: `"${controller}"` })}}`,
  }),
});

test("says nothing without tags, or of the other controller", () => {
  expectAccepted(files(awsText(), "eks-auto-mode"));
  expectAccepted(files(awsText({ tags: '{"team": "shop"}' }), "aws-load-balancer-controller"));
});

test("warns of tags for which the cluster's role needs more rights", () => {
  expectFindings(files(awsText({ "▶tags": '{"team": "shop"}' }), "eks-auto-mode"), {
    code: "auto-mode-tags",
    severity: "warning",
    path: "aws.tags",
    help: "auto-mode-cluster-role.json",
  });
});
