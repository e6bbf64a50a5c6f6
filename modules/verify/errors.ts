export type VerifyErrorCode =
  | "throttled"
  | "expired-credentials"
  | "invalid-credentials"
  | "no-credentials"
  | "access-denied"
  | "unreachable"
  | "wrong-account"
  | "ambiguous"
  | "aws-error";

/** Why AWS could not be asked, with what to do about it: for people, without a stack trace. */
export class VerifyError extends Error {
  override readonly name = "VerifyError";
  readonly code: VerifyErrorCode;

  /**
   * @param problem what is wrong, a sentence
   * @param help what to do, a sentence
   */
  constructor(code: VerifyErrorCode, problem: string, help: string) {
    super(`${problem} ${help}`);
    this.code = code;
  }
}

/** What a failed request to AWS means. */
export interface Failure {
  /**
   * `throttled`: ask again, slower. `transient`: ask again. `gone`: what was asked about has just been deleted.
   * `fatal`: asking again does not help.
   */
  readonly kind: "throttled" | "transient" | "gone" | "fatal";
  /** What to say when asking again did not help. */
  readonly error: VerifyError;
}

/** Error codes of the ELBv2 API, of AWS in common, and of the SDK. */
const THROTTLING =
  /^(?:Throttling|ThrottlingException|ThrottledException|RequestLimitExceeded|RequestThrottled(?:Exception)?|TooManyRequestsException|SlowDown|BandwidthLimitExceeded|LimitExceededException|PriorRequestNotComplete|EC2ThrottledException)$/;
const EXPIRED = /^(?:ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/;
const INVALID =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|AuthFailure|InvalidAccessKeyId|IncompleteSignature|MissingAuthenticationToken|OptInRequired|InvalidSignatureException)$/;
const DENIED = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedAccess|NotAuthorized)$/;
const NO_CREDENTIALS = /^(?:CredentialsProviderError|TokenProviderError|ProviderError|CredentialsError)$/;
const BROKEN = /^(?:ServiceUnavailable|InternalFailure|InternalError|InternalServerError)(?:Exception)?$/;
const GONE = /^(?:LoadBalancer|Listener|Rule|TargetGroup)NotFound(?:Exception)?$/;
const NETWORK =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPROTO|TimeoutError|NetworkingError|RequestTimeout|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

/** The rights that `verify` needs in AWS. */
const RIGHTS = [
  "DescribeLoadBalancers",
  "DescribeTags",
  "DescribeListeners",
  "DescribeListenerCertificates",
  "DescribeRules",
  "DescribeTargetHealth",
]
  .map((operation) => `elasticloadbalancing:${operation}`)
  .join(", ");

/** Reads an error that the SDK threw for an operation such as `DescribeRules`. */
export function readFailure(thrown: unknown, operation: string): Failure {
  const { name, code, detail, status, throttling } = partsOf(thrown);
  const is = (pattern: RegExp) => pattern.test(name) || pattern.test(code);
  if (is(THROTTLING) || throttling || status === 429) {
    return failure(
      "throttled",
      "throttled",
      `AWS throttles ${operation} (${name}).`,
      "Try again later, or give it more time with --timeout.",
    );
  }
  if (is(GONE))
    return failure(
      "gone",
      "aws-error",
      `${operation}: ${detail}.`,
      "Something else deletes it at this moment; try again.",
    );
  if (is(EXPIRED) || (is(NO_CREDENTIALS) && /expired/i.test(detail))) {
    return failure(
      "fatal",
      "expired-credentials",
      `The AWS credentials have expired (${detail}).`,
      "Get new ones (with SSO: aws sso login) and try again.",
    );
  }
  if (is(NO_CREDENTIALS)) {
    return failure(
      "fatal",
      "no-credentials",
      `No AWS credentials: ${detail}.`,
      "Set AWS_PROFILE, or the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run it under a role.",
    );
  }
  if (is(INVALID)) {
    return failure(
      "fatal",
      "invalid-credentials",
      `AWS does not accept the credentials (${name}: ${detail}).`,
      "Check AWS_PROFILE, the keys, this machine's clock, and that the Region is enabled in the account.",
    );
  }
  if (is(DENIED) || status === 403) {
    return failure(
      "fatal",
      "access-denied",
      `AWS denies ${operation}: ${detail}.`,
      `The role needs these rights, on every resource: ${RIGHTS}.`,
    );
  }
  if (is(NETWORK)) {
    return failure(
      "transient",
      "unreachable",
      `AWS can't be reached for ${operation}: ${detail}.`,
      "Check the network, proxies, aws.region in platform.json, and AWS_ENDPOINT_URL if it is set.",
    );
  }
  const kind = is(BROKEN) || (status !== undefined && status >= 500) ? "transient" : "fatal";
  return failure(
    kind,
    "aws-error",
    `AWS could not answer ${operation} (${name}: ${detail}).`,
    "Try again; if it stays, look the code up in AWS's ELBv2 API reference.",
  );
}

function failure(kind: Failure["kind"], code: VerifyErrorCode, problem: string, help: string): Failure {
  return { kind, error: new VerifyError(code, problem, help) };
}

interface ThrownParts {
  readonly name: string;
  readonly code: string;
  /** The message in one line, without a full stop. */
  readonly detail: string;
  readonly status: number | undefined;
  readonly throttling: boolean;
}

function partsOf(thrown: unknown): ThrownParts {
  const error = (typeof thrown === "object" && thrown !== null ? thrown : { message: String(thrown) }) as {
    readonly name?: unknown;
    readonly code?: unknown;
    readonly message?: unknown;
    readonly errors?: readonly { readonly message?: unknown }[];
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $retryable?: { readonly throttling?: boolean };
  };
  const name = typeof error.name === "string" ? error.name : "Error";
  const code = typeof error.code === "string" ? error.code : "";
  // Where a host has several addresses, Node puts each one's failure into `errors` and leaves the message empty.
  const message = [error.message, error.errors?.[0]?.message, code, name].find(
    (text) => typeof text === "string" && text !== "",
  );
  return {
    name,
    code,
    detail: oneLine(String(message)).replace(/\.$/, ""),
    status: error.$metadata?.httpStatusCode,
    throttling: error.$retryable?.throttling === true,
  };
}

/** Text of others in one line and without control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
