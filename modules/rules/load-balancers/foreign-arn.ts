import { partitionOf } from "../../aws";
import type { UncodedFinding } from "../../findings";
import type { PlatformConfig } from "../../model";
import type { DocumentPath } from "../../source";
import { inPlatform, isWrongInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/**
 * Certificates, web ACLs, topics for alarms and the role that is assumed are of the load balancer's own partition and
 * Region, certificates and the role of its account too: AWS, or Terraform, takes no others.
 */
export const foreignArn = defineRule({
  code: "foreign-arn",
  severity: "error",
  summary: "an ARN of another partition, Region or account",
  valid: [{ platform: { aws: { assumeRoleArn: "arn:aws:iam::123456789012:role/deploy" } } }],
  invalid: [{ platform: { aws: { assumeRoleArn: "arn:aws:iam::999999999999:role/deploy" } } }],
  check: (context) => {
    const { platform } = context;
    // Without knowing where the load balancer is, nothing can be said.
    if (platform === undefined || isWrongInPlatform(context, ["aws"])) return [];
    const findings: UncodedFinding[] = [];
    const check = (arn: string | undefined, path: DocumentPath, ofAccount: boolean) => {
      const problem = arn === undefined ? undefined : arnProblem(arn, platform.aws, ofAccount);
      if (problem === undefined) return;
      const [message, help] = problem;
      findings.push(inPlatform(context, path, { message, help }));
    };
    check(platform.aws.assumeRoleArn, ["aws", "assumeRoleArn"], true);
    for (const [key, { certificates, webAclArn, alarms }] of Object.entries(platform.loadBalancers)) {
      certificates.forEach(({ arn }, index) => {
        check(arn, ["loadBalancers", key, "certificates", index, "arn"], true);
      });
      // Firewall Manager's web ACLs may be of another account.
      if (webAclArn !== "none") check(webAclArn, ["loadBalancers", key, "webAclArn"], false);
      const notify: DocumentPath = ["loadBalancers", key, "alarms", "notify"];
      if (typeof alarms.notify === "string") check(alarms.notify, notify, false);
      else for (const [index, arn] of alarms.notify.entries()) check(arn, [...notify, index], false);
    }
    return findings;
  },
});

function arnProblem(
  arn: string,
  aws: PlatformConfig["aws"],
  ofAccount: boolean,
): [message: string, help: string] | undefined {
  const [, partition = "", service, region = "", account = ""] = arn.split(":");
  const own = partitionOf(aws.region);
  if (partition !== own) {
    const message = `The ARN is of partition ${partition}, but Region ${aws.region} is in ${own}.`;
    return [message, "Use one of the same partition."];
  }
  // IAM is the same in all Regions.
  if (region !== (service === "iam" ? "" : aws.region)) {
    const message = `The ARN is of ${region === "" ? "no Region" : `Region ${region}`}, but the load balancer is in ${aws.region}.`;
    return [message, "Use one of the same Region: AWS accepts no other here."];
  }
  if (ofAccount && !aws.allowedAccountIds.includes(account)) {
    const message = `The ARN is of account ${account}, which aws.allowedAccountIds does not list.`;
    return [message, "Use one of the load balancer's own account, or add the account to aws.allowedAccountIds."];
  }
  return undefined;
}
