import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { Manifest } from "../cdktf";
import { UserError } from "../errors";
import type { Fleet } from "../model";
import { allStackNames, type Plan } from "../plan";
import { describeState, isSameState, stateOf, type TerraformBackend } from "./backend";

/** What cdktf takes when neither `cdktf.json` nor anybody else says. */
const DEFAULT = "cdktf.out";

/** A stack's directory that Terraform has initialised for the state of another fleet. */
export class OtherStateError extends UserError {
  override readonly name = "OtherStateError";
  override readonly code = "other-state";
}

/**
 * Where a fleet's stacks are written. Each has a directory of its own, since Terraform remembers in it which state a
 * stack has, and would offer to copy one fleet's state over another's: `cdktf.out` for the fleet at the project's root,
 * `cdktf.<fleet>.out` beside it for every other. A directory that somebody chose (`--output`) is taken as it is.
 *
 * @param directory the fleet directory
 * @param wanted where cdktf expects the stacks: its CDKTF_OUTDIR
 */
export function outputDirectory({ platform }: Fleet, directory: string, wanted = DEFAULT): string {
  const output = resolve(wanted);
  const isChosen = basename(output) !== DEFAULT;
  return isChosen || dirname(output) === resolve(directory)
    ? output
    : join(output, "..", `cdktf.${platform.fleet}.out`);
}

/**
 * Refuses an output directory in which a stack is initialised for another state than the one it is going to have.
 *
 * @throws OtherStateError
 */
export function refuseOtherStates(output: string, { platform }: Fleet, plan: Plan): void {
  for (const stack of plan.loadBalancers.flatMap(({ key, tenantStacks }) => allStackNames(key, tenantStacks.length))) {
    const directory = join(output, Manifest.stacksFolder, stack);
    const [recorded, own] = [recordedBackend(directory), stateOf(platform, stack)];
    if (recorded === undefined || isSameState(recorded, own)) continue;
    const shown = relative(process.cwd(), directory);
    throw new OtherStateError(
      `Terraform has initialised ${shown} for ${describeState(recorded)}, but this stack's state is ${describeState(own)}. ` +
        "Nothing was generated: Terraform would offer to copy one state over the other. " +
        `If another fleet was deployed from there, remove ${shown}/.terraform (no state is in it) and try again; ` +
        'to move a state on purpose see "Moving the states" in docs/running.md.',
    );
  }
}

/** What `terraform init` has written down; undefined where it never ran. */
function recordedBackend(stackDirectory: string): TerraformBackend | undefined {
  try {
    const text = readFileSync(join(stackDirectory, ".terraform", "terraform.tfstate"), "utf8");
    return (JSON.parse(text) as { readonly backend?: TerraformBackend }).backend;
  } catch {
    return undefined;
  }
}

/** Leads cdktf, which looks for the stacks where it wanted them, to where they are. */
export function leadTo(output: string, wanted = DEFAULT): void {
  const from = resolve(wanted);
  if (from === output) return;
  const there = relative(from, output);
  const manifest = JSON.parse(readFileSync(join(output, Manifest.fileName), "utf8")) as ManifestFile;
  const stacks = Object.entries(manifest.stacks).map(([name, stack]) => {
    const paths = PATHS.flatMap((key) => (stack[key] === undefined ? [] : [[key, join(there, stack[key])]]));
    return [name, { ...stack, ...Object.fromEntries(paths) }];
  });
  mkdirSync(from, { recursive: true });
  const text = JSON.stringify({ ...manifest, stacks: Object.fromEntries(stacks) }, null, 2);
  writeFileSync(join(from, Manifest.fileName), text);
}

/** What in cdktf's manifest is relative to its place. */
const PATHS = ["synthesizedStackPath", "stackMetadataPath", "workingDirectory"] as const;

interface ManifestFile {
  readonly stacks: Readonly<Record<string, Readonly<Partial<Record<(typeof PATHS)[number], string>>>>>;
}
