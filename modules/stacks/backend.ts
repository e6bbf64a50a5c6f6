import type { Construct } from "constructs";
import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  S3Backend,
  type TerraformStack,
} from "../cdktf";
import type { PlatformConfig } from "../model";

/** Name of the map of target group ARNs by service among the outputs of stack `<lb>`. */
export const TARGET_GROUP_ARNS = "target_group_arns";

/** The state of a stack: a local file in the project's root, or an object in S3 with its own lock file. */
export function useBackend(stack: TerraformStack, platform: PlatformConfig, stackName: string): void {
  if (!("s3" in platform.backend)) {
    new LocalBackend(stack, { path: localPath(platform.fleet, stackName) });
    return;
  }
  const { bucket, region, kmsKeyId } = platform.backend.s3;
  const backend = new S3Backend(stack, { bucket, region, kmsKeyId, key: s3Key(platform, stackName), encrypt: true });
  // S3's own lock (Terraform ≥ 1.10) is younger than cdktf's type.
  backend.addOverride("use_lockfile", true);
}

/** Reads the outputs of another stack. */
export function remoteState(scope: Construct, id: string, platform: PlatformConfig, stackName: string): string {
  if ("s3" in platform.backend) {
    const { bucket, region } = platform.backend.s3;
    new DataTerraformRemoteStateS3(scope, id, { bucket, region, key: s3Key(platform, stackName) });
  } else {
    new DataTerraformRemoteStateLocal(scope, id, { path: localPath(platform.fleet, stackName) });
  }
  return `data.terraform_remote_state.${id}.outputs`;
}

/** Relative to cdktf.out/stacks/<stack>, where Terraform runs: the project's root, on whatever machine. */
function localPath(fleet: string, stackName: string): string {
  return `../../../terraform.${fleet}.${stackName}.tfstate`;
}

function s3Key({ backend, fleet }: PlatformConfig, stackName: string): string {
  return "s3" in backend ? `${backend.s3.prefix}/${fleet}/${stackName}.tfstate` : "";
}
