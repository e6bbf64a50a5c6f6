import { LOAD_BALANCER_ATTRIBUTES } from "../../aws";
import { quote, type UncodedFinding } from "../../findings";
import { type LoadBalancerConfig, nearest } from "../../model";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** ALB attributes are ones that AWS knows, with a value that it takes, and none has a field of its own. */
export const invalidAttribute = defineRule({
  code: "invalid-attribute",
  severity: "error",
  summary: "an attribute that ALB does not know, with a value that it does not take, or with a field of its own",
  valid: [{ platform: { loadBalancers: { edge: { attributes: { "routing.http2.enabled": "false" } } } } }],
  invalid: [{ platform: { loadBalancers: { edge: { attributes: { "routing.http2.enable": "false" } } } } }],
  check: (context) => {
    const findings: UncodedFinding[] = [];
    for (const [key, config] of Object.entries(context.platform?.loadBalancers ?? {})) {
      for (const { name, message, help } of problems(config)) {
        const path = ["loadBalancers", key, "attributes", name];
        findings.push(inPlatform(context, path, { message, help }));
      }
    }
    return findings;
  },
});

interface Problem {
  readonly name: string;
  readonly message: string;
  readonly help: string;
}

/** Attributes that have a field of their own. */
const OWN_FIELDS: ReadonlyMap<string, string> = new Map([
  ["deletion_protection.enabled", "deletionProtection"],
  ["idle_timeout.timeout_seconds", "idleTimeout"],
  ["access_logs.s3.enabled", "accessLogs"],
  ["access_logs.s3.bucket", "accessLogs"],
  ["access_logs.s3.prefix", "accessLogs"],
]);

function problems({ attributes }: LoadBalancerConfig): Problem[] {
  const found: Problem[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const problem = nameProblem(name) ?? valueProblem(name, value) ?? bucketProblem(name, attributes);
    if (problem !== undefined) found.push({ name, message: problem[0], help: problem[1] });
  }
  return found;
}

type What = [message: string, help: string];

function nameProblem(name: string): What | undefined {
  const field = OWN_FIELDS.get(name);
  if (field !== undefined) return [`The attribute ${name} has a field of its own.`, `Use ${quote(field)}.`];
  if (LOAD_BALANCER_ATTRIBUTES.has(name)) return undefined;
  const known = [...LOAD_BALANCER_ATTRIBUTES.keys()];
  const near = nearest(name, known);
  const help = near === undefined ? `Known attributes: ${known.join(", ")}.` : `Did you mean ${quote(near)}?`;
  return [`The attribute ${quote(name)} is unknown to ALB.`, help];
}

function valueProblem(name: string, value: string): What | undefined {
  const allowed = LOAD_BALANCER_ATTRIBUTES.get(name);
  if (allowed === undefined || allowed.pattern.test(value)) return undefined;
  return [`The attribute ${name} cannot be ${quote(value)}.`, `Write ${allowed.rule}.`];
}

/** Logs that are switched on need a place. */
function bucketProblem(name: string, attributes: Readonly<Record<string, string>>): What | undefined {
  const bucket = name.replace(/\.enabled$/, ".bucket");
  if (!name.endsWith("_logs.s3.enabled") || attributes[name] !== "true" || attributes[bucket] !== undefined) {
    return undefined;
  }
  return [`The attribute ${name} needs a bucket.`, `Add ${quote(bucket)}.`];
}
