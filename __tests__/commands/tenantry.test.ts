import { spawn } from "node:child_process";
import { version } from "../../package.json";
import { commandLine, type Outcome, runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

/** The command line as a whole: usage, exit codes, and what happens when nobody reads the output. */

let directory: TemporaryDirectory;

beforeAll(() => {
  directory = new TemporaryDirectory();
});
afterAll(() => directory.remove());

const run = (args: readonly string[], env = {}): Promise<Outcome> =>
  runTenantry(args, { cwd: directory.directory, env });

const errorOf = ({ stdout }: Outcome): unknown => JSON.parse(stdout).error.message;

describe("usage", () => {
  test("--help goes to stdout, and names every command of the program", async () => {
    const { code, stdout, stderr } = await run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const command of ["check", "routes", "explain", "capacity", "add", "review", "affected", "verify"]) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    }
  });

  test("--version is the package's", async () => {
    expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("no command is wrong usage: the help goes to stderr", async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: tenantry");
  });

  test("is told in JSON too, where JSON is asked for", async () => {
    const cases: [args: string[], message: string][] = [
      [["chek", "--json"], "unknown command 'chek'\n(Did you mean check?)"],
      [["check", "--jsno", "--json"], "unknown option '--jsno'\n(Did you mean --json?)"],
      [["explain", "--json"], "missing required argument 'url'"],
      [["add", "acme", "--json"], "required option '--host <host...>' not specified"],
      [["check", "--json", "--markdown"], "option '--json' cannot be used with option '--markdown'"],
    ];
    const outcomes = await Promise.all(cases.map(([args]) => run(args)));
    expect(outcomes.map((outcome) => [outcome.code, errorOf(outcome)])).toEqual(
      cases.map(([, message]) => [2, message]),
    );
    expect(outcomes[0]?.stderr).toBe(
      "error: unknown command 'chek'\n(Did you mean check?)\n(--help shows the usage)\n",
    );
  });
});

describe("controls in arguments", () => {
  test.each([
    ["an option that is not known", ["check", "--\u001b[31mred"], "error: unknown option '--\ufffd[31mred'"],
    ["a path of a fleet", ["check", "--fleet", "no\u001b[2Jwhere\n"], "no\ufffd[2Jwhere\ufffd/platform.json (ENOENT)"],
    ["a file to import", ["import", "no\u202ewhere", "--fleet", "new"], "Cannot read no\ufffdwhere (ENOENT)."],
  ])("do not reach the terminal: %s", async (_, args, message) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("a fleet that cannot be opened", () => {
  test("is wrong usage, with the way out", async () => {
    const outcome = await run(["routes", "--fleet", "nowhere", "--json"]);
    expect(outcome.code).toBe(2);
    const message = `Cannot open ${directory.path("nowhere", "platform.json")} (ENOENT). A fleet is a directory with platform.json and tenants/; name it with --fleet DIR or FLEET.`;
    expect(errorOf(outcome)).toBe(message);
    expect(outcome.stderr).toBe(`${message}\n`);
  });

  test("is looked for upwards from a subfolder, to the root of the repository", async () => {
    directory.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }), "project");
    directory.write("project/notes/deep/a.txt", "");
    directory.write("project/other/.git", "");
    const check = (below: string) => runTenantry(["check", "--json"], { cwd: directory.path("project", below) });
    for (const below of [".", "tenants", "notes/deep"]) {
      expect(JSON.parse((await check(below)).stdout)).toMatchObject({ ok: true, tenants: 1 });
    }
    expect(errorOf(await check("other"))).toBe(
      `There is no platform.json in ${directory.path("project/other")}, nor above it up to the repository's root. A fleet is a directory with platform.json and tenants/; name it with --fleet DIR or FLEET.`,
    );
  });

  test("is not replaced by the current directory when --fleet is empty", async () => {
    expect(await run(["check", "--fleet", ""], { FLEET: "/nowhere" })).toEqual({
      code: 2,
      stdout: "",
      stderr: "--fleet names no directory: it is empty.\n",
    });
  });
});

describe("output", () => {
  const tenants = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`t${index}`, { hosts: [`t${index}.shop.example`], order: index }]),
  );

  beforeAll(() => {
    directory.fleet(smallFleet(tenants, { "edge-1": { ...EDGE, quotas: { rules: 400 } } }), "large");
    directory.fleet(smallFleet({ acme: { hosts: ["ACME.shop.example"] } }), "wrong");
  });

  test("arrives whole, however large", async () => {
    const { code, stdout } = await run(["routes", "--json"], { FLEET: "large" });
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(100_000);
    expect(JSON.parse(stdout).loadBalancers["edge-1"].listeners[1].rules).toHaveLength(300);
  });

  /** Like `tenantry … | true`. */
  function runUnread(args: readonly string[]): Promise<Pick<Outcome, "code" | "stderr">> {
    const [program, ...rest] = commandLine(args);
    const child = spawn(program, rest, { cwd: directory.directory, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, stderr })));
  }

  test("that nobody reads is no fault, and the exit code still says what was found", async () => {
    expect(await runUnread(["routes", "--fleet", "large"])).toEqual({ code: 0, stderr: "" });
    expect(await runUnread(["check", "--fleet", "wrong"])).toEqual({ code: 1, stderr: "" });
  });

  test("a fault of the program is told as one, with an exit code of its own", async () => {
    directory.write("fault.cjs", 'process.stdout.write = () => { throw new TypeError("broken"); };\n');
    const { code, stderr } = await run(["check", "--fleet", "large"], {
      NODE_OPTIONS: `--require ${directory.path("fault.cjs")}`,
    });
    expect(code).toBe(70);
    expect(stderr).toContain(`This is a fault in tenantry ${version}, not in your files.`);
    expect(stderr).toContain("TypeError: broken\n    at ");
  });
});
