import * as z from "zod";
import { decodeText, whyNotJson } from "../files";
import { PlanError } from "./plan-error";

/**
 * The parts of `terraform show -json PLAN` that a review reads, format 1.x:
 * https://developer.hashicorp.com/terraform/internals/json-format. Minor versions only add to it.
 */

/** An action that is not known here could be a destruction, so it is refused rather than passed over. */
const action = z.enum(["no-op", "create", "read", "update", "delete", "forget"]);

const change = z.object({
  actions: z.array(action),
  /** Of a replacement: the attributes that can't be updated. */
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).nullish(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  before_sensitive: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
  /** Present when an existing object is taken into the state. */
  importing: z.unknown().optional(),
});

const resourceChange = z.object({
  address: z.string(),
  /** The address before a `moved` block. */
  previous_address: z.string().nullish(),
  mode: z.string().nullish(),
  type: z.string(),
  /** The name in the configuration, without module and index. */
  name: z.string(),
  /** The key of an object that an interrupted replacement left behind. */
  deposed: z.string().nullish(),
  change,
});

const planDocument = z.object({
  format_version: z.string(),
  errored: z.boolean().nullish(),
  complete: z.boolean().nullish(),
  resource_changes: z.array(resourceChange).nullish(),
  resource_drift: z.array(resourceChange).nullish(),
  output_changes: z.record(z.string(), change).nullish(),
  configuration: z.unknown().optional(),
  action_invocations: z.unknown().optional(),
  deferred_action_invocations: z.unknown().optional(),
  deferred_changes: z.unknown().optional(),
});

export type PlanAction = z.infer<typeof action>;
export type ResourceChange = z.infer<typeof resourceChange>;

/** A plan that Terraform finished. */
export interface TerraformPlan {
  /** Managed resources only: reading data changes nothing. */
  readonly changes: readonly ResourceChange[];
  /** What differs between the state and what Terraform found, managed resources only. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: readonly { readonly name: string; readonly actions: readonly PlanAction[] }[];
  /** The generated configuration. */
  readonly configuration: unknown;
  /** Keys of parts that are not empty and that nothing here knows. */
  readonly unknownParts: readonly string[];
  /** Whether it invokes actions of providers (Terraform 1.14). */
  readonly runsActions: boolean;
  /** OpenTofu, and Terraform before 1.8, do not say whether a plan is one of the whole stack. */
  readonly completenessUnknown: boolean;
}

/** Parts of format 1.x that are read, or that only repeat or explain what is. */
const KNOWN_PARTS: ReadonlySet<string> = new Set([
  ...[
    "format_version",
    "terraform_version",
    "timestamp",
    "variables",
    "configuration",
    "checks",
    "relevant_attributes",
  ],
  ...["planned_values", "prior_state", "resource_changes", "resource_drift", "output_changes"],
  ...["applyable", "complete", "errored", "action_invocations", "deferred_action_invocations", "deferred_changes"],
]);

const SHOW_JSON = "Run terraform show -json PLANFILE > plan.json in the stack's directory and give plan.json.";

/**
 * Reads a plan.
 *
 * @param name the file's name, for messages
 * @throws PlanError when it is anything else than a complete plan of format 1.x
 */
export function parseTerraformPlan(content: Buffer, name: string): TerraformPlan {
  const document = parseJson(content, name);
  refuseOtherDocuments(document, name);
  const parsed = planDocument.safeParse(document);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join(".") ?? "";
    throw new PlanError(
      `${name} is not a plan that can be read: ${path} has an unknown form. A newer Terraform may have written it; nothing is passed that is not understood.`,
    );
  }
  const { errored, complete, resource_changes, resource_drift, output_changes, configuration } = parsed.data;
  const { action_invocations, deferred_action_invocations, deferred_changes } = parsed.data;
  if (errored === true) {
    throw new PlanError(`${name} is the plan of a run that failed. Correct what Terraform reported and plan again.`);
  }
  if (complete === false || !isEmptyPart(deferred_changes)) {
    throw new PlanError(
      `${name} is an incomplete plan (made with -target, or with changes that Terraform deferred), which can't vouch for the rest. Plan the whole stack.`,
    );
  }
  const managed = (changes: readonly ResourceChange[] | null | undefined) =>
    (changes ?? []).filter(({ mode }) => mode !== "data");
  return {
    changes: managed(resource_changes),
    drift: managed(resource_drift),
    outputs: Object.entries(output_changes ?? {}).map(([output, { actions }]) => ({ name: output, actions })),
    configuration,
    unknownParts: Object.entries(document)
      .filter(([key, part]) => !KNOWN_PARTS.has(key) && !isEmptyPart(part))
      .map(([key]) => key),
    runsActions: [action_invocations, deferred_action_invocations].some((part) => !isEmptyPart(part)),
    completenessUnknown: complete == null,
  };
}

/** Terraform leaves out what it has nothing to say about, or writes null, false, or an empty list. */
function isEmptyPart(part: unknown): boolean {
  return part == null || part === false || (typeof part === "object" && Object.keys(part).length === 0);
}

function parseJson(content: Buffer, name: string): unknown {
  // A saved plan is a zip archive.
  if (content.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) {
    throw new PlanError(`${name} is a saved plan in Terraform's own binary form. ${SHOW_JSON}`);
  }
  const text = decodeText(content);
  try {
    return JSON.parse(text);
  } catch {
    const log = /^\s*\{"@level"/.test(text);
    throw new PlanError(
      log
        ? `${name} is the log of terraform plan -json, not a plan. Plan with -out=PLANFILE. ${SHOW_JSON}`
        : `${name} ${whyNotJson(text)}. ${SHOW_JSON}`,
    );
  }
}

function refuseOtherDocuments(document: unknown, name: string): asserts document is object {
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new PlanError(`${name} is JSON, but not a plan. ${SHOW_JSON}`);
  }
  const has = (key: string) => Object.hasOwn(document, key);
  if (has("@level")) {
    throw new PlanError(`${name} is the log of terraform plan -json, not a plan. ${SHOW_JSON}`);
  }
  if (has("lineage") && has("serial")) {
    throw new PlanError(`${name} is a state file, not a plan. Plan with -out=PLANFILE. ${SHOW_JSON}`);
  }
  if (!has("format_version")) throw new PlanError(`${name} is JSON, but not a plan. ${SHOW_JSON}`);
  const version = (document as { format_version: unknown }).format_version;
  if (typeof version !== "string" || !/^1(?:\.\d+)?$/.test(version)) {
    throw new PlanError(`${name} has a format_version other than 1.x, the one that this program reads.`);
  }
  if (!has("planned_values") && !has("resource_changes")) {
    throw new PlanError(
      `${name} is a state, not a plan (terraform show -json was run without a plan file). Plan with -out=PLANFILE. ${SHOW_JSON}`,
    );
  }
}
