import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTenantry } from "../support/run-tenantry";
import { smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let temporary: TemporaryDirectory;
let directory: string;
let file: string;

beforeAll(() => {
  temporary = new TemporaryDirectory();
  temporary.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }));
  directory = temporary.directory;
  file = join(directory, "report.html");
  mkdirSync(join(directory, "folder"));
});
afterAll(() => temporary.remove());

const report = (...args: readonly string[]) => runTenantry(["report", "--fleet", directory, ...args]);

test("writes the page in place of an older one, and says what it wrote", async () => {
  expect((await report("--out", file)).code).toBe(0);
  const older = readFileSync(file, "utf8");
  writeFileSync(file, `${older}<!-- older -->`);
  const { code, stdout, stderr } = await report("--json", "--out", file);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const html = readFileSync(file, "utf8");
  expect(JSON.parse(stdout)).toEqual({ file, bytes: Buffer.byteLength(html), tenants: 1 });
  expect(html).toBe(older);
  expect(html).toMatch(/^<!doctype html>[\s\S]*acme\.shop\.example[\s\S]*<\/html>\n$/);
});

test("replaces nothing that is not a report", async () => {
  const platform = join(directory, "platform.json");
  const before = readFileSync(platform, "utf8");
  const { code, stdout } = await report("--json", "--out", platform);
  expect(code).toBe(2);
  expect(JSON.parse(stdout).error.message).toContain(`${platform} exists, and is something else`);
  expect(readFileSync(platform, "utf8")).toBe(before);
  writeFileSync(join(directory, "empty.html"), "");
  expect((await report("--out", join(directory, "empty.html"))).code).toBe(0);
});

test.each([
  ["a directory", "folder", "EISDIR"],
  ["a file in a directory that does not exist", "nowhere/report.html", "ENOENT"],
])("refuses %s as wrong usage", async (_, out, code) => {
  const outcome = await report("--json", "--out", join(directory, out));
  expect(outcome.code).toBe(2);
  expect(JSON.parse(outcome.stdout).error.message).toContain(`Cannot write ${join(directory, out)} (${code})`);
});

test("asks for --out", async () => {
  const { code, stderr } = await report();
  expect(code).toBe(2);
  expect(stderr).toContain("--out <file>");
});

test("writes nothing for a fleet with errors", async () => {
  const wrong = join(directory, "tenants", "wrong.json");
  const out = join(directory, "never.html");
  writeFileSync(wrong, "{");
  try {
    const { code, stderr } = await report("--out", out);
    expect(code).toBe(1);
    expect(stderr).toContain("tenants/wrong.json");
    expect(existsSync(out)).toBe(false);
  } finally {
    rmSync(wrong);
  }
});
