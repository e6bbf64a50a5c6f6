import { basename } from "node:path";
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

/** Where to find the outputs of another stack, as a Terraform expression. */
export function remoteState(scope: Construct, platform: PlatformConfig, stackName: string): string {
  // Construct IDs with an underscore: no load balancer can be called so.
  const state =
    "s3" in platform.backend
      ? new DataTerraformRemoteStateS3(scope, "remote_state", {
          bucket: platform.backend.s3.bucket,
          region: platform.backend.s3.region,
          key: s3Key(platform, stackName),
        })
      : new DataTerraformRemoteStateLocal(scope, "remote_state", { path: localPath(platform.fleet, stackName) });
  state.overrideLogicalId(stackName);
  return `data.terraform_remote_state.${stackName}.outputs`;
}

/** A backend as Terraform writes it down in the directory that it has initialised. */
export interface TerraformBackend {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The backend of a stack, as far as it says which state that is. */
export function stateOf(platform: PlatformConfig, stackName: string): TerraformBackend {
  return "s3" in platform.backend
    ? { type: "s3", config: { bucket: platform.backend.s3.bucket, key: s3Key(platform, stackName) } }
    : { type: "local", config: { path: localPath(platform.fleet, stackName) } };
}

/** Whether two backends of one directory have the same state. */
export function isSameState(a: TerraformBackend, b: TerraformBackend): boolean {
  return a.config.path === b.config.path && describeState(a) === describeState(b);
}

/** A state as a person would name it. */
export function describeState({ type, config }: TerraformBackend): string {
  if (type === "s3") return `s3://${config.bucket}/${config.key}`;
  return type === "local" ? basename(String(config.path)) : `another backend (${type})`;
}

/** Relative to <output>/stacks/<stack>, where Terraform runs: the project's root, on whatever machine. */
function localPath(fleet: string, stackName: string): string {
  return `../../../terraform.${fleet}.${stackName}.tfstate`;
}

function s3Key({ backend, fleet }: PlatformConfig, stackName: string): string {
  return "s3" in backend ? `${backend.s3.prefix}/${fleet}/${stackName}.tfstate` : "";
}
