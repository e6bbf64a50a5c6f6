import { edgeFiles, edgeText, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const groups = (count: number, mark = "") => {
  const ids = Array.from({ length: count }, (_, index) => `sg-0000000${index}`);
  return edgeFiles({ securityGroups: mark + JSON.stringify(ids) });
};

test("says nothing while there is room for the controller's own", () => {
  expectAccepted(groups(4));
});

test("warns when there is none", () => {
  expectFindings(groups(5, "▶"), {
    code: "too-many-security-groups",
    severity: "warning",
    path: "loadBalancers.edge.securityGroups",
    message: "5 security groups, and the controller adds one of its own",
  });
});

test("says nothing of EKS Auto Mode, whose controller adds none", () => {
  const five = '["sg-00000001", "sg-00000002", "sg-00000003", "sg-00000004", "sg-00000005"]';
  expectAccepted({
    "platform.json": platformText({
      kubernetes: '{"namespace": "tenants", "controller": "eks-auto-mode", "eks": {"clusterName": "prod"}}',
      loadBalancers: `{"edge": ${edgeText({ securityGroups: five })}}`,
    }),
  });
});
