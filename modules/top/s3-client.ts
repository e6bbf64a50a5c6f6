import { S3 } from "@aws-sdk/client-s3";
import type { ObjectClient } from "./s3-files";

/** Milliseconds after which a request counts as failed. */
const CONNECTION_TIMEOUT_MS = 5000;
const REQUEST_TIMEOUT_MS = 20_000;

/** The SDK asks again after 0.1 to 20 s, longer each time, when S3 throttles or does not answer. */
const ATTEMPTS = 5;

/** AWS's own client for a Region; reads AWS's environment as every AWS tool does. */
export function s3Client(region: string): ObjectClient {
  // Which Node the SDK will support next year is no news for who runs this command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  return new S3({
    region,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });
}
