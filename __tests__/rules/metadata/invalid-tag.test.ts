import { awsText, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const code = "invalid-tag";
const tags = (text: string) => ({ "platform.json": platformText({ aws: awsText({ tags: `{${text}}` }) }) });
const many = (count: number) => Array.from({ length: count }, (_, index) => `"tag-${index}": "x"`).join(", ");

test("takes letters, digits, spaces and the characters that AWS lists", () => {
  expectAccepted(tags('"cost center": "Größe 4711/a+b=c@d:e_f.g-h", "empty": ""'));
  expectAccepted(tags(many(47)));
});

test("refuses what AWS or the controller keeps for itself", () => {
  expectFindings(tags('▶"aws:x": "y"'), { code, path: 'aws.tags["aws:x"]', message: "begins with aws:" });
  expectFindings(tags('▶"AWS:x": "y"'), { code });
  expectFindings(tags('▶"elbv2.k8s.aws/cluster": "y"'), { code, message: "belongs to the load balancer controller" });
  for (const key of ["ingress.k8s.aws/stack", "ingress.eks.amazonaws.com/stack", "eks:eks-cluster-name"]) {
    expectFindings(tags(`▶"${key}": "y"`), { code });
  }
});

test("refuses characters that AWS refuses", () => {
  expectFindings(tags('"team": ▶"<a>"'), { code });
  expectFindings(tags('▶"a;b": "x"'), { code });
  expectFindings(tags('"team": ▶"${var.x}"'), { code });
});

test("refuses more tags than the controller's leave room for", () => {
  const aws = awsText({ tags: `▶{${many(48)}}` });
  expectFindings({ "platform.json": platformText({ aws }) }, { code, path: "aws.tags", message: "48 tags; 47" });
});
