import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load, Type } from "js-yaml";
import { initFleet } from "../../modules/init";
import { commandLines, expectKnown } from "../support/command-lines";
import { Repository } from "../support/repository";
import { TemporaryDirectory } from "../support/temporary-directory";

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

interface GitlabJob {
  readonly extends?: string | readonly string[];
  readonly environment?: { readonly name: string; readonly deployment_tier: string };
  readonly resource_group?: string;
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

test("nothing of npm runs beside rights", () => {
  const withRights = jobs.filter(({ job }) => Object.values(job.permissions ?? {}).includes("write"));
  const running = withRights.filter(({ job }) => job.steps !== undefined);
  expect(running.length).toBeGreaterThan(3);
  for (const { place, job } of running) {
    const scripts = (job.steps ?? []).flatMap(({ run }) => run ?? []).join("\n");
    expect([place, /\b(?:npm|npx|tsx|cdktf (?:deploy|synth))\b/.exec(scripts)?.[0]]).toEqual([place, undefined]);
  }
});

test("no job takes its program from a cache that somebody else may have filled", () => {
  const nodes = steps.filter(({ step }) => step.uses?.startsWith("actions/setup-node@"));
  expect(nodes.length).toBeGreaterThan(3);
  for (const { place, step } of nodes) {
    expect([place, step.with?.cache, step.with?.["package-manager-cache"]]).toEqual([place, undefined, false]);
  }
  for (const { step } of steps) expect(step.uses ?? "").not.toMatch(/^actions\/cache/);
});

test("what Terraform and plans say is no command for the runner", () => {
  const saying = /^ *(?:terraform |npm run --silent tenantry -- review|node program)/m;
  const scripts = steps.flatMap(({ place, step }) => (saying.test(step.run ?? "") ? [{ place, run: step.run! }] : []));
  expect(scripts.length).toBeGreaterThan(4);
  for (const { place, run } of scripts) {
    const stopped = run.indexOf('echo "::stop-commands::$token"');
    expect([place, stopped >= 0 && stopped < run.search(saying)]).toEqual([place, true]);
    // A token that nobody can guess, given back however the script ends.
    expect(run).toMatch(/token=\$\(openssl rand -hex 16\)\n *trap 'echo "::\$token::"' EXIT\n/);
  }
});

test("providers are those whose checksums are in the repository", () => {
  const inits = [...steps.flatMap(({ step }) => step.run ?? []), gitlabText].flatMap((script) => [
    ...script.matchAll(/terraform .*\binit\b.*/g),
  ]);
  expect(inits.length).toBeGreaterThan(3);
  for (const [init] of inits) expect(init).toContain("-lockfile=readonly");
});

test("every verdict is on all stacks that had to be planned", () => {
  const reviews = [...steps.flatMap(({ step }) => step.run ?? []), gitlabText].flatMap((script) => [
    ...script.matchAll(/tenantry -- review(?:[^\n]*\\\n)*[^\n]*/g),
  ]);
  expect(reviews.length).toBeGreaterThan(3);
  for (const [review] of reviews) expect(review).toContain('--expect "${');
  const compared = [...steps.flatMap(({ step }) => step.run ?? []), gitlabText].join("\n");
  expect(compared.match(/affected --base "\$\w+" --fail-on-removed/g)?.length).toBe(2);
});

test("the check that is required waits for all jobs, and takes none that was skipped for one that succeeded", () => {
  const { jobs: all } = workflows.find(({ file }) => file === "pull-request.yml")!.workflow;
  expect(all.verdict).toMatchObject({ if: "always()", needs: ["test", "synth", "plan", "judge"], permissions: {} });
  expect(Object.keys(all).sort()).toEqual([...(all.verdict?.needs ?? []), "comment", "verdict"].sort());
});

test.each([
  ["all succeeded", {}, 0],
  ["a test failed", { test: "failure" }, 1],
  ["tests were cancelled", { test: "cancelled" }, 1],
  ["the fleet is wrong", { synth: "failure" }, 1],
  ["a plan failed", { plan: "failure", judge: "failure" }, 1],
  ["a plan ran out of time", { plan: "cancelled", judge: "success" }, 1],
  ["plans were skipped", { plan: "skipped", judge: "skipped" }, 1],
  ["the review blocks", { judge: "failure" }, 1],
  ["nothing differs", { plan: "skipped", judge: "success", stacks: "[]" }, 0],
  ["nothing can be planned yet", { plan: "skipped", judge: "skipped", ready: "false" }, 0],
])("the verdict when %s", (_, { stacks = '["edge-1"]', ready = "true", ...results }: Record<string, string>, code) => {
  const needs = Object.fromEntries(
    ["test", "synth", "plan", "judge"].map((name) => [
      name,
      { result: results[name] ?? "success", outputs: name === "synth" ? { ready, stacks } : {} },
    ]),
  );
  const { jobs: all } = workflows.find(({ file }) => file === "pull-request.yml")!.workflow;
  const { run = "" } = all.verdict!.steps![0]!;
  const env = { ...process.env, NEEDS: JSON.stringify(needs) };
  expect(spawnSync(process.execPath, ["--input-type=commonjs", "--eval", run], { env }).status).toBe(code);
});

describe("the tests of the program run when more changes than a fleet", () => {
  const conditions = [...steps.flatMap(({ step }) => step.run ?? []), gitlabText].flatMap((script) =>
    [...script.matchAll(/^ *if (git diff --quiet .*); then$/gm)].map(([, condition = ""]) => condition),
  );
  const repository = new Repository();
  afterAll(() => repository.remove());

  test.each([
    ["tenants/acme.json", false],
    ["platform.json", false],
    ["environments/staging/tenants/acme.json", false],
    ["modules/plan/tenants/plan.ts", true],
    [".github/workflows/plan.yml", true],
    ["package-lock.json", true],
  ])("%s: %s", (file, run) => {
    repository.commit();
    repository.write(file, "changed");
    repository.commit();
    const env = { ...process.env, CI_MERGE_REQUEST_DIFF_BASE_SHA: repository.git("rev-parse", "HEAD^1").trim() };
    const codes = conditions.map((script) => spawnSync(script, { shell: true, cwd: repository.directory, env }).status);
    expect(codes).toEqual([Number(run), Number(run)]);
  });
});

describe("GitLab", () => {
  const gitlab = load(gitlabText, { schema: CORE_SCHEMA.extend(reference) }) as Record<string, GitlabJob>;
  const withRole = Object.entries(gitlab).filter(([, { extends: base }]) =>
    [base ?? []].flat().some((name) => [".aws", ".plan", ".apply"].includes(name)),
  );

  test("nothing of npm runs beside a role, and nothing is cached", () => {
    expect(withRole.length).toBeGreaterThan(5);
    for (const [name, job] of withRole) expect([name, /\bnp[mx]\b/.test(texts(job).join("\n"))]).toEqual([name, false]);
    for (const [name, job] of Object.entries(gitlab)) expect([name, "cache" in job]).toEqual([name, false]);
  });

  test("a merge request is reviewed by the program of its target, and no job has a token that writes", () => {
    expect(gitlab.review?.extends).toBe(".target-program");
    expect(texts(gitlab.review).join("\n")).toContain('npm run --silent --prefix "$CI_BUILDS_DIR/target" tenantry');
    expect(gitlabText).not.toMatch(/TOKEN(?!_FILE)(?<!GITLAB_OIDC_TOKEN)/);
  });

  test("every list of stacks is one that a job before it has written", () => {
    const kinds = [...gitlabText.matchAll(/\bkind=([a-z-]+)/g)].map(([, kind]) => `${kind}-stacks.json`);
    expect(new Set(kinds)).toEqual(new Set(["load-balancers-stacks.json", "tenants-stacks.json"]));
    const read = [...gitlabText.matchAll(/(?<![\w*$"-])(?:[a-z-]+-)?stacks\.json/g)].map(([file]) => file);
    expect(new Set(read)).toEqual(new Set([...kinds, "stacks.json"]));
  });

  test("what changes something is bound to an environment", () => {
    const applying = withRole.filter(([, { extends: base }]) => base === ".apply");
    expect(applying.map(([name]) => name)).toEqual(["load balancers", "tenants"]);
    for (const [name, { environment, resource_group }] of applying) {
      expect(environment?.name).toBe(name.replace(" ", "-"));
      expect(resource_group).toBe("deploy");
    }
    const tiers = applying.map(([, { environment }]) => environment?.deployment_tier);
    expect(new Set(tiers).size).toBe(2);
  });
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
  expect([...used.keys()].sort()).toEqual(["affected", "capacity", "check", "review", "verify"]);
  await expectKnown(used);
  const { scripts: own } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const { script } of npmScripts(scripts)) expect(own).toHaveProperty(script);
  const others = scripts.flatMap((text) => [...text.matchAll(/npm (?!run\b)(\w+)/g)]);
  for (const [, command = ""] of others) expect(["ci", ...Object.keys(own)]).toContain(command);
});

test("in a project of the package they call what it has as well", async () => {
  const project = new TemporaryDirectory();
  project.write("package.json", { dependencies: { tenantry: "file:tenantry.tgz" } });
  await initFleet(project.directory, project.directory, {});
  for (const { file, text } of workflows) expect(project.read(`.github/workflows/${file}`)).toBe(text);
  const { scripts } = JSON.parse(project.read("package.json"));
  project.remove();
  const called = npmScripts([...workflows.map(({ text }) => text), gitlabText]);
  expect(called.filter(({ isOptional }) => isOptional).map(({ script }) => script)).toEqual([
    "test:program",
    "test:program",
  ]);
  for (const { script, isOptional } of called) if (!isOptional) expect(scripts).toHaveProperty(script);
});

/** The scripts of npm that texts call, and whether they may be absent. */
function npmScripts(texts: readonly string[]): { readonly script: string; readonly isOptional: boolean }[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/npm run ((?:--[\w-]+ (?:"[^"]*" )?)*)([\w:]+)/g)].map(([, options = "", script = ""]) => ({
      script,
      isOptional: options.includes("--if-present"),
    })),
  );
}
