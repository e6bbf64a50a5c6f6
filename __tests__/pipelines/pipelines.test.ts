import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load, Type } from "js-yaml";
import { commandLines, expectKnown } from "../support/command-lines";

const ROOT = join(__dirname, "..", "..");
const WORKFLOWS = join(ROOT, ".github", "workflows");
const GITLAB = join(ROOT, "docs", "pipelines", "gitlab-ci.yml");

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly if?: string;
}

interface Job {
  readonly uses?: string;
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly environment?: unknown;
}

interface Workflow {
  readonly on: string | Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

// The core schema leaves `on` a text, as GitHub reads it.
const workflows = readdirSync(WORKFLOWS).map((file) => {
  const text = readFileSync(join(WORKFLOWS, file), "utf8");
  return { file, text, workflow: load(text, { schema: CORE_SCHEMA }) as Workflow };
});
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ place: `${file}: ${name}`, file, job })),
);
const steps = jobs.flatMap(({ place, job }) => (job.steps ?? []).map((step) => ({ place, step })));

const reference = new Type("!reference", { kind: "sequence" });
const gitlabText = readFileSync(GITLAB, "utf8");

/** All text in a value of YAML. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

test("actions are pinned to a commit, with its version beside it", () => {
  const documented = readFileSync(join(ROOT, "docs", "pipelines", "README.md"), "utf8");
  const uses = [...workflows.map(({ text }) => text), documented].flatMap((text) =>
    [...text.matchAll(/uses: (.*)/g)].map(([, used = ""]) => used),
  );
  const actions = uses.filter((used) => !used.startsWith("./.github/workflows/"));
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  const commits = new Map<string, Set<string>>();
  for (const action of actions) {
    const [name = "", commit = ""] = action.split("@");
    commits.set(name, (commits.get(name) ?? new Set()).add(commit));
  }
  expect([...commits.values()].every((of) => of.size === 1)).toBe(true);
});

test("nothing runs with rights for the code of a stranger", () => {
  for (const { workflow } of workflows) {
    const events = typeof workflow.on === "string" ? [workflow.on] : Object.keys(workflow.on);
    expect(events).not.toContain("pull_request_target");
    expect(events).not.toContain("workflow_run");
    expect(workflow.permissions).toEqual({});
  }
  const inPullRequests = jobs.filter(({ file }) => file === "pull-request.yml");
  for (const { place, job } of inPullRequests) {
    const writes = Object.values(job.permissions ?? {}).includes("write");
    const ofThisRepository = job.if?.includes("github.event.pull_request.head.repo.full_name == github.repository");
    expect([place, writes && !ofThisRepository]).toEqual([place, false]);
  }
});

test("every job has the permissions that it needs, and only those", () => {
  for (const { place, job } of jobs) {
    const { permissions = {}, steps: own = [], uses = "" } = job;
    const has = (action: string) => own.some((step) => step.uses?.startsWith(action) === true);
    if (job.steps !== undefined) {
      expect([place, permissions]).toEqual([
        place,
        {
          ...(has("actions/checkout@") && { contents: "read" }),
          ...(has("aws-actions/configure-aws-credentials@") && { "id-token": "write" }),
          ...(own.some(({ run }) => run?.includes("gh api")) && { "pull-requests": "write" }),
        },
      ]);
    } else {
      // A called workflow gets no more than its caller has.
      const called = workflows.find(({ file }) => uses === `./.github/workflows/${file}`)!;
      const needed = Object.values(called.workflow.jobs).map((one) => one.permissions ?? {});
      expect([place, permissions]).toEqual([place, Object.assign({}, ...needed)]);
    }
  }
});

test("no value of others becomes part of a script, and no credentials stay in a working copy", () => {
  for (const { step } of steps) {
    expect(step.run ?? "").not.toContain("${{");
    if (step.uses?.startsWith("actions/checkout@")) expect(step.with?.["persist-credentials"]).toBe(false);
  }
});

test("what changes something runs in an environment and one at a time", () => {
  const applying = jobs.filter(({ job }) => job.steps?.some(({ run }) => run?.includes(" apply ")));
  expect(applying.map(({ place }) => place)).toEqual(["apply.yml: apply"]);
  expect(applying[0]?.job).toMatchObject({ environment: "${{ inputs.environment }}", concurrency: {} });
  const { jobs: deploy } = workflows.find(({ file }) => file === "deploy.yml")!.workflow;
  expect(Object.entries(deploy).map(([name, { needs }]) => [name, [needs ?? []].flat().at(-1)])).toEqual([
    ["synth", undefined],
    ["plan-load-balancers", "synth"],
    ["load-balancers", "plan-load-balancers"],
    ["plan-tenants", "load-balancers"],
    ["tenants", "plan-tenants"],
    ["verify", "tenants"],
  ]);
});

test("every command and option of tenantry and every script of npm exist", async () => {
  const scripts = [
    ...steps.flatMap(({ step }) => step.run ?? []),
    ...texts(load(gitlabText, { schema: CORE_SCHEMA.extend(reference) })),
  ];
  const used = commandLines(scripts.join("\n"));
  expect([...used.keys()].sort()).toEqual(["affected", "capacity", "check", "review", "routes", "verify"]);
  await expectKnown(used);
  const known = Object.keys(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts);
  const npm = scripts.flatMap((script) => [...script.matchAll(/npm (?:run (?:--silent )?)?(\w+)/g)]);
  for (const [, script = ""] of npm) expect(["ci", ...known]).toContain(script);
});
