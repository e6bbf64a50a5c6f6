import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTenantry } from "../support/run-tenantry";
import { TemporaryDirectory } from "../support/temporary-directory";

const DUMP = join(__dirname, "..", "import", "brownfield");
const INGRESSES = join(DUMP, "ingresses.json");
const SERVICES = join(DUMP, "services.json");

let temporary: TemporaryDirectory;
let directory: string;
beforeEach(() => {
  temporary = new TemporaryDirectory();
  directory = temporary.directory;
});
afterEach(() => temporary.remove());

/** Everything below the directory, by path. */
function everything(): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(directory.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

test("writes a fleet that passes check, and prints what is left to do", async () => {
  const fleet = join(directory, "environments", "prod");
  const args = ["import", INGRESSES, "--services", SERVICES, "--fleet", fleet];
  const { code, stdout, stderr } = await runTenantry(args, { cwd: directory });
  expect([code, stderr]).toEqual([0, expect.stringContaining("check: 0 errors")]);
  expect(stdout).toContain("21 of 38 Ingresses became 21 tenants. Written to environments/prod");
  for (const part of [
    "Not imported",
    "legacy/pied-piper",
    "Conflicts",
    "To decide",
    "Steps of the change for legacy",
  ]) {
    expect(stdout).toContain(part);
  }
  expect((await runTenantry(["check", "--fleet", fleet])).code).toBe(0);
});

test("--json is one document with the files; a second import changes nothing", async () => {
  const args = ["import", INGRESSES, "--services", SERVICES, "--fleet", directory];
  const first = await runTenantry([...args, "--json"]);
  const document = JSON.parse(first.stdout);
  const files = everything();
  expect([first.code, first.stderr, document.ok]).toEqual([0, "", true]);
  expect(document.fleet.files).toEqual(files);
  expect(document.targetGroups).toEqual({ before: 27, after: 6, staying: 5 });
  expect(document.notImported).toHaveLength(6);
  expect(document.steps.map(({ loadBalancer }: { loadBalancer: string }) => loadBalancer)).toContain("legacy");

  const second = await runTenantry([...args, "--json"]);
  expect(second.code).toBe(2);
  expect(JSON.parse(second.stdout)).toEqual({
    ok: false,
    error: { message: expect.stringContaining("exists already") },
  });
  expect(everything()).toEqual(files);
});

test("one List of several kinds is read from a pipe", async () => {
  const items = [INGRESSES, SERVICES].flatMap((file) => JSON.parse(readFileSync(file, "utf8")).items);
  const input = JSON.stringify({ kind: "List", items });
  const { code, stdout } = await runTenantry(["import", "-", "--fleet", directory, "--json"], { input });
  const document = JSON.parse(stdout);
  expect([code, document.ok, document.tenants.length]).toEqual([0, true, 21]);
  expect(document.decisions.map(({ path }: { path: string }) => path)).not.toContain("services.legacy-web.targetPort");
});

test("Ingresses of ingress-nginx, when they are asked for", async () => {
  const args = ["import", INGRESSES, "--services", SERVICES, "--fleet", directory, "--json", "--from"];
  const { code, stdout } = await runTenantry([...args, "ingress-nginx"]);
  const { ok, notImported } = JSON.parse(stdout);
  expect([code, ok]).toEqual([1, false]);
  const blog = notImported.find(({ ingress }: { ingress: string }) => ingress === "blog/blog");
  expect(blog.reasons).toEqual([{ code: "unsupported", message: expect.stringContaining('"rewrite-target"') }]);
  expect((await runTenantry([...args, "traefik"])).code).toBe(2);
});

test("a tenant's file alone, or a link for the tenants' directory, is enough to refuse", async () => {
  const tenants = join(directory, "tenants");
  mkdirSync(tenants);
  writeFileSync(join(tenants, "acme.json"), "{}");
  const refused = await runTenantry(["import", INGRESSES, "--fleet", directory]);
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  expect(everything()).toEqual({ "tenants/acme.json": "{}" });
  rmSync(tenants, { recursive: true });
  symlinkSync(tmpdir(), tenants);
  const linked = await runTenantry(["import", INGRESSES, "--fleet", directory]);
  expect([linked.code, linked.stderr]).toEqual([2, expect.stringContaining("is not a directory")]);
});

test("what is no dump, or not there, is an error in one line, and nothing is written", async () => {
  const yaml = join(directory, "ingresses.yaml");
  writeFileSync(yaml, "kind: List\n");
  const secret = join(directory, "secret.json");
  writeFileSync(secret, '{"kind":"Secret"}');
  const fleet = join(directory, "fleet");
  for (const [file, message] of [
    [yaml, "is not JSON from line 1, column 1 on. Write it with: kubectl get ingress,svc,"],
    [join(directory, "missing.json"), "ENOENT"],
    [secret, 'kind "Secret"'],
  ] as const) {
    const { code, stdout, stderr } = await runTenantry(["import", file, "--fleet", fleet]);
    expect([code, stdout, stderr.trim().split("\n")]).toEqual([2, "", [expect.stringContaining(message)]]);
  }
  expect(Object.keys(everything())).toEqual(["ingresses.yaml", "secret.json"]);
});

test("when nothing can be imported, the reasons are printed and nothing is written", async () => {
  const dump = join(directory, "dump.json");
  const nginx = JSON.parse(readFileSync(INGRESSES, "utf8")).items[0];
  writeFileSync(dump, JSON.stringify(nginx));
  const fleet = join(directory, "fleet");
  const { code, stdout } = await runTenantry(["import", dump, "--fleet", fleet, "--markdown"]);
  expect(code).toBe(1);
  expect(stdout).toContain("0 of 1 Ingress became 0 tenants. Nothing was written.");
  expect(stdout).toContain("#### Not imported\n\n- blog/blog: Its class is");
  expect(Object.keys(everything())).toEqual(["dump.json"]);
});
