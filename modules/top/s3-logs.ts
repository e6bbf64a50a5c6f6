import type { PlatformConfig } from "../model";
import type { LoadBalancerPlan } from "../plan";
import { LoadBalancerNames } from "./load-balancer-names";
import type { LogFile } from "./log-files";
import { type ObjectClient, s3Files } from "./s3-files";

export interface S3LogsOptions {
  readonly client: ObjectClient;
  readonly platform: PlatformConfig;
  /** All of the fleet's. */
  readonly loadBalancers: readonly LoadBalancerPlan[];
  /** Those that are asked about; each has `accessLogs`. */
  readonly selected: readonly LoadBalancerPlan[];
  readonly since: Date;
  readonly now: Date;
}

const S3_HELP = {
  whenThrottled: "Try again later.",
  whenDenied:
    "The role needs s3:ListBucket and s3:GetObject for the access logs; docs/iam/top.json has exactly what is used.",
  reference: "S3 API reference, Error responses",
};

/**
 * The access logs of load balancers since a time, as in `accessLogs`, each file once.
 *
 * @throws UserError when S3 can't be asked, or ALBs can't be told apart
 */
export async function s3Logs({ platform, selected, loadBalancers, ...options }: S3LogsOptions): Promise<LogFile[]> {
  const client = explaining(options.client);
  const { region, allowedAccountIds } = platform.aws;
  const files = new Map<string, LogFile>();
  for (const { key } of selected) {
    const { accessLogs } = platform.loadBalancers[key]!;
    const names = new LoadBalancerNames(loadBalancers);
    const found = await s3Files(client, {
      ...options,
      accessLogs: accessLogs!,
      accountIds: allowedAccountIds,
      region,
      isLoadBalancer: (name) => names.find(name)?.key === key,
    });
    for (const file of found) files.set(file.name, file);
  }
  return [...files.values()];
}

/** AWS's own client for a Region. The SDK is loaded only where logs are read from S3. */
export async function awsObjectClient(region: string): Promise<ObjectClient> {
  return (await import("./s3-client")).s3Client(region);
}

/** A client whose errors say what to do. */
function explaining(client: ObjectClient): ObjectClient {
  const ask = async <Answer>(operation: string, answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer;
    } catch (thrown) {
      if (thrown instanceof Error && thrown.name === "NoSuchKey") throw thrown;
      // Loaded with the SDK of another service, and needed only now.
      const { explainFailure } = await import("../verify");
      throw explainFailure(thrown, operation, S3_HELP);
    }
  };
  return {
    listObjectsV2: (input) => ask(`ListObjectsV2 of s3://${input.Bucket}/${input.Prefix}`, client.listObjectsV2(input)),
    getObject: (input) => ask(`GetObject of s3://${input.Bucket}/${input.Key}`, client.getObject(input)),
  };
}
