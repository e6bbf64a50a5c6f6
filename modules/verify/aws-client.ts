import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { WAFV2 } from "@aws-sdk/client-wafv2";
import type { PlatformConfig } from "../model";
import type { LoadBalancingClient, WebAclClient } from "./clients";

/** Milliseconds after which a request counts as failed. */
const CONNECTION_TIMEOUT_MS = 5000;
const REQUEST_TIMEOUT_MS = 20_000;

/** The SDK asks again after 0.1 to 20 s, longer each time, when AWS throttles or does not answer. */
const ATTEMPTS = 5;

/**
 * AWS's own client for the platform's Region. It reads AWS's environment as every AWS tool does: AWS_ENDPOINT_URL,
 * AWS_PROFILE with roles and SSO, keys, web identity, the instance's role.
 *
 * `aws.assumeRoleArn` is not assumed: that role may write, and `verify` only reads. Where the load balancers stand in
 * another account than the credentials, give it a profile with `role_arn`.
 */
export function awsLoadBalancingClient(platform: PlatformConfig): LoadBalancingClient {
  return new ElasticLoadBalancingV2(settings(platform));
}

/** The same for AWS WAF. */
export function awsWebAclClient(platform: PlatformConfig): WebAclClient {
  return new WAFV2(settings(platform));
}

function settings({ aws }: PlatformConfig) {
  // Which Node the SDK will support next year is no news for who runs this command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  return {
    region: aws.region,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  };
}
