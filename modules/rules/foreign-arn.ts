import type { Finding } from "../findings";
import type { PlatformConfig } from "../model";
import type { DocumentPath } from "../source";
import { inPlatform, isWrongInPlatform, type Rule } from "./rule";

/** Certificates and web ACLs are of the load balancer's own Region, partition and account: ALB takes no others. */
export const foreignArn: Rule = (context) => {
  const { platform } = context;
  // Without knowing where the load balancer is, nothing can be said.
  if (platform === undefined || isWrongInPlatform(context, ["aws"])) return [];
  const findings: Finding[] = [];
  const check = (arn: string | undefined, path: DocumentPath, ofAccount: boolean) => {
    const problem = arn === undefined ? undefined : arnProblem(arn, platform.aws, ofAccount);
    if (problem === undefined) return;
    const [message, help] = problem;
    findings.push(inPlatform(context, path, { code: "foreign-arn", message, help }));
  };
  for (const [key, { certificates, webAclArn }] of Object.entries(platform.loadBalancers)) {
    certificates.forEach(({ arn }, index) => {
      check(arn, ["loadBalancers", key, "certificates", index, "arn"], true);
    });
    // Firewall Manager's web ACLs may be of another account.
    check(webAclArn, ["loadBalancers", key, "webAclArn"], false);
  }
  return findings;
};

function arnProblem(
  arn: string,
  aws: PlatformConfig["aws"],
  ofAccount: boolean,
): [message: string, help: string] | undefined {
  const [, partition, , region, account] = arn.split(":");
  if (partition === undefined || region === undefined || account === undefined) return undefined;
  const own = partitionOf(aws.region);
  if (partition !== own) {
    return [
      `The ARN is of partition ${partition}, but Region ${aws.region} is in ${own}.`,
      "Use one of the same partition.",
    ];
  }
  if (region !== "" && region !== aws.region) {
    const message = `The ARN is of Region ${region}, but the load balancer is in ${aws.region}.`;
    return [message, "Use one of the same Region: ALB accepts no other."];
  }
  if (ofAccount && !aws.allowedAccountIds.includes(account)) {
    const message = `The ARN is of account ${account}, which aws.allowedAccountIds does not list.`;
    return [message, "Use a certificate of the load balancer's own account."];
  }
  return undefined;
}

const PARTITIONS: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, "aws-cn"],
  [/^us-gov-/, "aws-us-gov"],
  [/^eusc-/, "aws-eusc"],
  [/^us-iso-/, "aws-iso"],
  [/^us-isob-/, "aws-iso-b"],
  [/^eu-isoe-/, "aws-iso-e"],
  [/^us-isof-/, "aws-iso-f"],
];

function partitionOf(region: string): string {
  return PARTITIONS.find(([pattern]) => pattern.test(region))?.[1] ?? "aws";
}
