import * as z from "zod";

/**
 * Strings as both files use them. Where Terraform would evaluate a text (`${…}`, `%{…}`) and the text is an
 * identifier, it is refused; bodies, labels, annotations and tags are escaped instead and arrive literally.
 */

/**
 * A name in this format: RFC 1035 label without two hyphens in a row, since names are joined with hyphens. cdktf keeps
 * its constructs in a plain object, where the name `constructor` is taken.
 */
export const KEY_PATTERN = /^(?!constructor$)(?!.*--)[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const KEY_RULE =
  "a lower-case letter first, then letters, digits and single hyphens, not ending in a hyphen, at most 63 characters, and not the word constructor";

/** An RFC 1035 label of 1 to 40 characters, also not `constructor`. */
export const TENANT_NAME_PATTERN = /^(?!constructor$)[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
export const TENANT_NAME_RULE =
  "a lower-case letter first, then letters, digits and hyphens, not ending in a hyphen, at most 40 characters, and not the word constructor";

const NO_TEMPLATE = /^(?:(?![$%]\{)[\s\S])*$/;

/** Text that reaches Terraform as it is. */
export function identifier(): z.ZodString {
  return z.string().min(1).regex(NO_TEMPLATE, { error: "must not contain ${ or %{, which Terraform would evaluate" });
}

/** Text of a given shape; `rule` completes "must be …". */
export function shaped(pattern: RegExp, rule: string): z.ZodString {
  return z.string().regex(pattern, { error: `must be ${rule}` });
}

export function key(): z.ZodString {
  return shaped(KEY_PATTERN, KEY_RULE);
}

/** `namespace` and the names of cluster objects: RFC 1123 labels. */
export function kubernetesLabel(): z.ZodString {
  return shaped(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    "a Kubernetes name: lower-case letters, digits and hyphens, at most 63 characters",
  );
}

/** @param resource a regular expression for what stands behind the account */
export function arn(service: string, example: string, resource = "[A-Za-z0-9_./:+=,@-]+"): z.ZodString {
  return shaped(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:\\d{12}:${resource}$`), `an ARN such as ${example}`);
}

/** The name of an S3 bucket. */
export function bucketName(): z.ZodString {
  return shaped(/^(?!.*\.\.)(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of an S3 bucket");
}

/** The ID of an AWS resource, such as `vpc-0123456789abcdef0`. */
export function awsId(prefix: string): z.ZodString {
  return shaped(new RegExp(`^${prefix}-[0-9a-f]{8}(?:[0-9a-f]{9})?$`), `an ID such as ${prefix}-0123456789abcdef0`);
}

export function region(): z.ZodString {
  return shaped(/^[a-z]{2,4}(?:-[a-z]+)+-\d$/, "an AWS Region such as eu-central-1");
}

/** A TCP port. */
export function portNumber(): z.ZodInt {
  return z.int().min(1).max(65535);
}
