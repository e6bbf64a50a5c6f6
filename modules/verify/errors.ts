import { UserError } from "../errors";
import { escapeControls } from "../terminal";

export type VerifyErrorCode =
  | "throttled"
  | "unreachable"
  | "unavailable"
  | "gone"
  | "expired-credentials"
  | "invalid-credentials"
  | "no-credentials"
  | "access-denied"
  | "wrong-account"
  | "ambiguous"
  | "refused";

/** Failures that may be over at the next look. */
const RETRYABLE: ReadonlySet<VerifyErrorCode> = new Set(["throttled", "unreachable", "unavailable", "gone"]);

/** Why AWS could not be asked, with what to do about it: for people, without a stack trace. */
export class VerifyError extends UserError {
  override readonly name = "VerifyError";
  override readonly code: VerifyErrorCode;

  /**
   * @param problem what is wrong, a sentence
   * @param help what to do, a sentence
   */
  constructor(code: VerifyErrorCode, problem: string, help: string) {
    super(`${problem} ${help}`);
    this.code = code;
  }

  /** Whether it may help to ask again later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

/** What an error of the SDK says about itself. */
interface ThrownParts {
  /** AWS's error code, or the name of an error of the SDK. */
  readonly name: string;
  /** Node's code of a failed connection, such as ECONNREFUSED. */
  readonly code: string | undefined;
  /** HTTP; undefined when there was no answer. */
  readonly status: number | undefined;
  /** The message in one line, without a full stop. */
  readonly detail: string;
}

interface Meaning {
  readonly code: VerifyErrorCode;
  readonly applies: (thrown: ThrownParts) => boolean;
  readonly problem: (thrown: ThrownParts, operation: string) => string;
  readonly help: string | ((service: ServiceHelp) => string);
}

/** What helps depends on the service that was asked. */
export interface ServiceHelp {
  /** What to do when the service throttles, a sentence. */
  readonly whenThrottled: string;
  /** What to do when the right is missing, a sentence. */
  readonly whenDenied: string;
  /** Where the service's error codes are listed, such as `ELBv2 API reference`. */
  readonly reference: string;
}

const ELBV2: ServiceHelp = {
  whenThrottled: "Try again later, or give it more time with --timeout.",
  whenDenied:
    "The role needs elasticloadbalancing:Describe* on all resources; docs/iam/verify.json has exactly what is used.",
  reference: "ELBv2 API reference",
};

const named =
  (pattern: RegExp) =>
  ({ name }: ThrownParts) =>
    pattern.test(name);

const NO_CREDENTIALS = named(/^(?:Credentials|CredentialsProvider|TokenProvider|Provider)Error$/);

/** The first that applies. Error codes: ELBv2 API reference, "Common Errors" of AWS, and the SDK's own. */
const MEANINGS: readonly Meaning[] = [
  {
    code: "throttled",
    applies: ({ name, status }) =>
      status === 429 || /^(?:Request)?(?:Throttl|LimitExceeded|TooManyRequests|SlowDown)/.test(name),
    problem: ({ name }, operation) => `AWS throttles ${operation} (${name}).`,
    help: ({ whenThrottled }) => whenThrottled,
  },
  {
    code: "gone",
    applies: named(/^(?:LoadBalancer|Listener|Rule|TargetGroup)NotFound(?:Exception)?$/),
    problem: ({ detail }, operation) => `${operation}: ${detail}.`,
    help: "Something else deletes it at this moment; try again.",
  },
  {
    code: "expired-credentials",
    applies: (thrown) =>
      /^(?:ExpiredToken|RequestExpired|TokenRefreshRequired)/.test(thrown.name) ||
      (NO_CREDENTIALS(thrown) && /expired/i.test(thrown.detail)),
    problem: ({ detail }) => `The AWS credentials have expired (${detail}).`,
    help: "Get new ones (with SSO: aws sso login) and try again.",
  },
  {
    code: "no-credentials",
    applies: NO_CREDENTIALS,
    problem: ({ detail }) => `No AWS credentials: ${detail}.`,
    help: "Set AWS_PROFILE, or the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run it under a role.",
  },
  {
    code: "invalid-credentials",
    applies: named(
      /^(?:InvalidClientTokenId|UnrecognizedClient|(?:Invalid)?Signature|AuthFailure|InvalidAccessKeyId|IncompleteSignature|MissingAuthenticationToken|OptInRequired)/,
    ),
    problem: ({ name, detail }) => `AWS does not accept the credentials (${name}: ${detail}).`,
    help: "Check AWS_PROFILE, the keys, this machine's clock, and that the Region is enabled in the account.",
  },
  {
    code: "access-denied",
    applies: ({ name, status }) => status === 403 || /^(?:AccessDenied|Unauthorized)/.test(name),
    problem: ({ detail }, operation) => `AWS denies ${operation}: ${detail}.`,
    help: ({ whenDenied }) => whenDenied,
  },
  {
    code: "unavailable",
    applies: ({ status }) => status !== undefined && status >= 500,
    problem: ({ name, detail }, operation) => `AWS could not answer ${operation} (${name}: ${detail}).`,
    help: "Try again later.",
  },
  {
    code: "refused",
    applies: ({ status }) => status !== undefined,
    problem: ({ name, detail }, operation) => `AWS refuses ${operation} (${name}: ${detail}).`,
    help: ({ reference }) => `Look the code up in AWS's ${reference}.`,
  },
  {
    code: "unreachable",
    applies: ({ name, code }) => code !== undefined || name === "TimeoutError",
    problem: ({ detail }, operation) => `AWS can't be reached for ${operation}: ${detail}.`,
    help: "Check the network, proxies, aws.region in platform.json, and AWS_ENDPOINT_URL if it is set.",
  },
];

/**
 * What an error that the SDK threw for an operation such as `DescribeRules` means; an error that neither AWS nor the
 * network can have caused stays what it is.
 */
export function explainFailure(thrown: unknown, operation: string, service = ELBV2): unknown {
  const parts = partsOf(thrown);
  const meaning = MEANINGS.find(({ applies }) => applies(parts));
  if (meaning === undefined) return thrown;
  const { code, problem, help } = meaning;
  return new VerifyError(code, problem(parts, operation), typeof help === "string" ? help : help(service));
}

function partsOf(thrown: unknown): ThrownParts {
  const error = thrown as Partial<NodeJS.ErrnoException> & {
    readonly errors?: readonly Error[];
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  // Where a host has several addresses, Node puts each one's failure into `errors` and leaves the message empty.
  const message = error.message || error.errors?.[0]?.message || error.code || error.name || String(thrown);
  return {
    name: error.name ?? "Error",
    code: error.code,
    status: error.$metadata?.httpStatusCode,
    detail: shortened(oneLine(message)).replace(/\.$/, ""),
  };
}

/** When a signature is wrong, AWS adds the whole request as it would have signed it, with its headers. */
const CANONICAL_REQUEST = /\s*The Canonical String for this request should have been.*/;
const MAX_DETAIL = 400;

function shortened(message: string): string {
  const sentence = message.replace(CANONICAL_REQUEST, "");
  return sentence.length > MAX_DETAIL ? `${sentence.slice(0, MAX_DETAIL)}…` : sentence;
}

/** Text of others in one line, harmless on a terminal. */
export function oneLine(text: string): string {
  return escapeControls(text.replace(/\s+/g, " ").trim());
}
