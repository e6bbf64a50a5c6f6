import {
  ARN,
  awsText,
  edgeFiles,
  edgeText,
  expectAccepted,
  expectFindings,
  platformText,
} from "../../support/checked-files";

const code = "foreign-arn";
const certificate = (arn: string) => ({ certificates: `[{"arn": ▶"${arn}", "domains": ["*.shop.example"]}]` });

test("takes certificates and web ACLs of the load balancer's own place", () => {
  expectAccepted(
    edgeFiles({
      certificates: `[{"arn": "arn:aws:iam::123456789012:server-certificate/x", "domains": ["*.shop.example"]}]`,
    }),
  );
  expectAccepted(edgeFiles({ webAclArn: '"arn:aws:wafv2:eu-central-1:210987654321:regional/webacl/x/1"' }));
  expectAccepted(edgeFiles({ webAclArn: '"none"' }));
});

test("refuses another Region, account or partition", () => {
  const path = "loadBalancers.edge.certificates[0].arn";
  const message = "Region us-east-1";
  expectFindings(edgeFiles(certificate(`${ARN.replace("eu-central-1", "us-east-1")}/1`)), { code, path, message });
  expectFindings(edgeFiles(certificate(`${ARN.replace("123456789012", "210987654321")}/1`)), { code, path });
  expectFindings(edgeFiles(certificate(`${ARN.replace("aws", "aws-cn")}/1`)), { code, message: "partition aws-cn" });
  expectFindings(edgeFiles({ webAclArn: '▶"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/x/1"' }), { code });
});

test("refuses a certificate of no Region, and alarms' topics of another", () => {
  expectFindings(edgeFiles(certificate(`${ARN.replace("eu-central-1", "")}/1`)), { code, message: "of no Region" });
  const topic = '"arn:aws:sns:us-east-1:210987654321:on-call"';
  const path = "loadBalancers.edge.alarms.notify";
  expectFindings(edgeFiles({ alarms: `{"notify": ▶${topic}}` }), { code, path });
  expectFindings(edgeFiles({ alarms: `{"notify": [${topic.replace("us-east-1", "eu-central-1")}, ▶${topic}]}` }), {
    code,
    path: `${path}[1]`,
  });
});

test("says nothing while the Region itself is wrong", () => {
  const aws = awsText({ region: '▶"central"' });
  const files = { "platform.json": platformText({ aws, loadBalancers: `{"edge": ${edgeText()}}` }) };
  expectFindings(files, { code: "invalid-value", path: "aws.region" });
});

test("refuses a role to assume of another account or partition", () => {
  const files = (arn: string) => ({ "platform.json": platformText({ aws: awsText({ assumeRoleArn: arn }) }) });
  const path = "aws.assumeRoleArn";
  expectAccepted(files('"arn:aws:iam::123456789012:role/terraform"'));
  expectFindings(files('▶"arn:aws:iam::210987654321:role/terraform"'), { code, path, help: "allowedAccountIds" });
  expectFindings(files('▶"arn:aws-cn:iam::123456789012:role/terraform"'), { code, path, message: "aws-cn" });
});
