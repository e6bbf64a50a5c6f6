import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileError, InputTooLargeError } from "../../modules/files";
import { PlanError, readPlans } from "../../modules/review";
import { TemporaryDirectory } from "../support/temporary-directory";
import { change, ingress, planDocument } from "./plan-builder";

let temporary: TemporaryDirectory;
let directory: string;
beforeAll(() => {
  temporary = new TemporaryDirectory();
  directory = temporary.directory;
});
afterAll(() => temporary.remove());

function read(content: string | Buffer) {
  const path = join(directory, "plan.json");
  writeFileSync(path, content);
  return readPlans([path]);
}

const acme = ingress("acme.edge-1");
const OURS = planDocument([change("kubernetes_ingress_v1.acme", acme, acme)]);

test.each(["1.0", "1.1", "1.2", "1.9", "1.10", "1"])("format %s is read", (format_version) => {
  expect(read(JSON.stringify({ ...OURS, format_version }))).toHaveLength(1);
});

test("a byte order mark does no harm", () => {
  expect(read(`\ufeff${JSON.stringify(OURS)}`)).toHaveLength(1);
});

test("fields that a newer Terraform adds do no harm", () => {
  expect(read(JSON.stringify({ ...OURS, action_invocations: [], checks: [{}] }))).toHaveLength(1);
});

test("a stack that has no tenants yet is one", () => {
  expect(read(JSON.stringify(planDocument([])))).toHaveLength(1);
  expect(read(JSON.stringify({ format_version: "1.2", planned_values: {} }))).toHaveLength(1);
});

const withAction = (action: string) =>
  JSON.stringify(planDocument([change("kubernetes_ingress_v1.acme", acme, null, { actions: [action] })]));

test.each<[string, string | Buffer, RegExp]>([
  ["empty", "", /is empty.*terraform show -json/],
  ["no JSON", "resource changes: password=hunter2", /is not JSON.*terraform show -json/],
  ["half of a plan", JSON.stringify(OURS).slice(0, -10), /is cut off/],
  ["a saved plan", Buffer.from("PK\u0003\u0004hunter2"), /binary form.*terraform show -json/],
  ["the log of a plan", '{"@level":"info"}\n{"@level":"info"}\n', /log of terraform plan -json/],
  ["the log of a plan, one line", '{"@level":"info"}', /log of terraform plan -json/],
  ["a list", "[]", /not a plan/],
  ["a text", '"hunter2"', /not a plan/],
  ["null", "null", /not a plan/],
  ["something else", '{"a":"hunter2"}', /not a plan/],
  ["a state file", '{"version":4,"serial":1,"lineage":"x","resources":[]}', /is a state file, not a plan/],
  ["a state", '{"format_version":"1.0","values":{"root_module":{}}}', /is a state, not a plan/],
  ["an empty state", '{"format_version":"1.0"}', /is a state, not a plan/],
  ["an old format", '{"format_version":"0.2","planned_values":{}}', /format_version other than 1\.x/],
  ["a new format", '{"format_version":"2.0","planned_values":{}}', /format_version other than 1\.x/],
  ["a format that is no text", '{"format_version":1,"planned_values":{}}', /format_version other than 1\.x/],
  ["a failed run", JSON.stringify({ ...OURS, errored: true }), /run that failed/],
  ["a part of a stack", JSON.stringify({ ...OURS, complete: false }), /incomplete.*-target/],
  ["an action of a later version", withAction("obliterate"), /actions.* unknown form/],
  ["changes that are none", JSON.stringify({ ...OURS, resource_changes: [{ address: "hunter2" }] }), /unknown form/],
  [
    "another project",
    JSON.stringify(planDocument([change("aws_s3_bucket.theirs", { bucket: "hunter2" }, null)])),
    /plan of another project.*<lb>-tenants/,
  ],
  [
    "another project with Ingresses",
    JSON.stringify(
      planDocument([change("kubernetes_ingress_v1.theirs", { metadata: [{ name: "x.y" }], spec: [] }, null)]),
    ),
    /plan of another project/,
  ],
])("%s is refused, and not quoted", (_, content, message) => {
  const attempt = () => read(content);
  expect(attempt).toThrow(PlanError);
  expect(attempt).toThrow(message);
  expect(attempt).not.toThrow("hunter2");
});

test("files that can't be opened are named", () => {
  expect(() => readPlans([join(directory, "absent.json")])).toThrow(/Cannot read .*absent\.json \(ENOENT\)/);
  mkdirSync(join(directory, "d"));
  expect(() => readPlans([join(directory, "d")])).toThrow(/Cannot read .*d \(EISDIR\)/);
});

test("of a file larger than any plan, or of a device without end, no more is read than can be a plan", () => {
  const path = join(directory, "large.json");
  writeFileSync(path, "");
  // Sparse: takes no space.
  truncateSync(path, 300 * 1024 * 1024);
  for (const endless of [path, "/dev/zero"]) {
    const message = expect.stringMatching(/more in .* than 256 MiB, the most that is read/);
    expect(() => readPlans([endless])).toThrow(expect.objectContaining({ name: InputTooLargeError.name, message }));
  }
});

test("a wrong file among good ones spoils all", () => {
  const path = join(directory, "good.json");
  writeFileSync(path, JSON.stringify(OURS));
  expect(() => readPlans([path, join(directory, "absent.json")])).toThrow(FileError);
});

test("a plan in UTF-16, as PowerShell's > writes it, is read", () => {
  expect(read(Buffer.from(`\ufeff${JSON.stringify(OURS)}`, "utf16le"))).toHaveLength(1);
});
