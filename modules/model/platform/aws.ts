import * as z from "zod";
import { AWS_LIMITS } from "../../aws";
import { recovering } from "../recovery";
import { arn, awsId, region, shaped } from "../text";

/** `aws` of `platform.json`. */
export const awsSchema = recovering(
  z
    .strictObject({
      region: recovering(region(), "any-any-1").meta({
        description: "AWS Region of the load balancers.",
        examples: ["eu-central-1"],
      }),
      vpcId: recovering(awsId("vpc"), "vpc-00000000").meta({
        description: "The VPC of the targets.",
        examples: ["vpc-0123456789abcdef0"],
      }),
      allowedAccountIds: recovering(
        z.array(shaped(/^\d{12}$/, "an account ID of 12 digits")).min(1, { error: "must list at least one account" }),
        ["000000000000"],
      ).meta({ description: "Terraform refuses every other account.", examples: [["123456789012"]] }),
      assumeRoleArn: arn("iam", "arn:aws:iam::123456789012:role/terraform", "role/[A-Za-z0-9_./+=,@-]+")
        .optional()
        .meta({ description: "Role that Terraform's AWS provider assumes." }),
      tags: z
        .record(z.string().min(1).max(AWS_LIMITS.tagKeyLength), z.string().max(AWS_LIMITS.tagValueLength))
        .default({})
        .meta({ description: "Tags of every AWS resource, the ALB included.", examples: [{ team: "platform" }] }),
    })
    .meta({ description: "Where in AWS." }),
  { region: "any-any-1", vpcId: "vpc-00000000", allowedAccountIds: ["000000000000"] },
);
