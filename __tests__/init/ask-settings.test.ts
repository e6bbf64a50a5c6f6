import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { checkFleet } from "../../modules/fleet";
import { type InitSettings, initFleet, SETTINGS } from "../../modules/init";
import { TemporaryDirectory } from "../support/temporary-directory";

let project: TemporaryDirectory;
beforeEach(() => {
  project = new TemporaryDirectory();
  project.write("package.json", { dependencies: { tenantry: "file:tenantry.tgz" } });
});
afterEach(() => project.remove());

/** Begins a fleet by typing ahead; `shown` is what stands on the terminal. */
async function begin(typed: string, given: InitSettings = {}, directory = project.directory) {
  const terminal = { input: new PassThrough(), output: new PassThrough() };
  const written: string[] = [];
  terminal.output.on("data", (chunk) => written.push(String(chunk)));
  terminal.input.write(typed);
  const ended = await initFleet(directory, project.directory, given, terminal).then(
    (result) => ({ result, error: undefined }),
    (error) => ({ result: undefined, error }),
  );
  // Readline moves the cursor.
  const shown = stripVTControlCharacters(written.join(""));
  return { ...ended, shown };
}

/** Every question but these gets its default. */
function answers(given: Partial<Record<keyof InitSettings, string>>): string {
  return SETTINGS.map(({ key }) => `${given[key] ?? ""}\r`).join("");
}

test("every answer comes into platform.json, and the lines that print the next have it", async () => {
  const typed = {
    name: "books",
    domain: "books.example",
    region: "us-east-1",
    account: "210987654321",
    vpc: "vpc-0fedcba9876543210",
    scheme: "internal",
    subnets: "subnet-0000000000000000a, subnet-0000000000000000b",
    certificate: "arn:aws:acm:us-east-1:210987654321:certificate/1",
    context: "books-prod",
    namespace: "readers",
    serviceNamespace: "library",
    serviceName: "desk",
    servicePort: "http",
    serviceTargetPort: "8081",
    healthCheckPath: "/livez",
  };
  const { result, shown } = await begin(answers(typed));
  expect(result?.fleet).toEqual({ domain: "books.example", toReplace: [] });
  expect(shown).toContain(
    "aws ec2 describe-subnets --region us-east-1 --filters Name=vpc-id,Values=vpc-0fedcba9876543210 ",
  );
  expect(shown).toContain("kubectl get endpointslices --namespace library\n");
  const asked = project.read("platform.json");
  const other = new TemporaryDirectory();
  other.write("package.json", project.read("package.json").replace("file:", ""));
  await initFleet(other.directory, other.directory, { ...typed, subnets: typed.subnets.split(", ") });
  expect(asked).toBe(other.read("platform.json"));
  other.remove();
});

test("Enter leaves an example, which is marked, or takes the default in brackets", async () => {
  const { result, shown } = await begin(answers({ domain: "books.example" }));
  expect(result?.fleet?.toReplace).toHaveLength(11);
  expect(shown).toContain("Name of the fleet [shop]: ");
  expect(shown).toContain("AWS Region [REPLACE]: ");
  expect(checkFleet(project.directory).decoded.platform).toMatchObject({ fleet: "shop", domains: ["books.example"] });
});

test("what was given is not asked", async () => {
  const { result, shown } = await begin(`${"\r".repeat(SETTINGS.length - 2)}`, { name: "books", region: "us-east-1" });
  expect(result?.written).toContain("platform.json");
  expect(shown).not.toMatch(/Name of the fleet|AWS Region/);
});

test.each<[keyof InitSettings, string, string]>([
  ["name", "My Books", "a lower-case letter first"],
  ["name", "internal-books", "internal"],
  ["domain", "Books.example", "books.example"],
  ["region", "Frankfurt", "must be an AWS Region"],
  ["account", "12", "an account ID of 12 digits"],
  ["vpc", "my-vpc", "must be an ID such as vpc-"],
  ["scheme", "public", "internal"],
  ["subnets", "subnet-00000000000000001", "two or more subnets"],
  ["subnets", "subnet-00000000000000001 subnet-00000000000000001", "twice"],
  ["certificate", "arn:aws:s3:::bucket", "must be the ARN of an ACM or IAM certificate"],
  ["context", "${context}", "Terraform would evaluate"],
  ["namespace", "Readers", "a Kubernetes name"],
  ["serviceNamespace", "Readers", "a Kubernetes name"],
  ["serviceName", "1", "the name of a Kubernetes Service"],
  ["servicePort", "99999", "at most 65535"],
  ["serviceTargetPort", "0", "at least 1"],
  ["healthCheckPath", "healthz", "an absolute path"],
])("%s %j is asked again, with what is wrong", async (key, wrong, message) => {
  const { result, shown } = await begin(answers({ [key]: `${wrong}\r` }));
  expect(result?.written).toContain("platform.json");
  const { question } = SETTINGS.find((setting) => setting.key === key)!;
  const [, first = "", second] = shown.split(`${question} [`);
  expect(first).toContain(message);
  expect(second).toMatch(/^[^\]]+\]: /);
});

test("an answer that does not go with an earlier one is told so", async () => {
  const { shown, result } = await begin(
    answers({ region: "us-east-1", certificate: "arn:aws:acm:us-west-2:123456789012:certificate/1\r" }),
  );
  expect(shown).toContain("The ARN is of Region us-west-2, but the load balancer is in us-east-1.");
  expect(result?.fleet?.toReplace).toContain("certificate");
});

test("a default that another fleet of the project has is asked for again", async () => {
  await initFleet(project.directory, project.directory, {});
  const { shown, result } = await begin(answers({ name: "\rshop-staging" }), {}, project.path("staging"));
  expect(shown).toContain('is called "shop" as well');
  expect(result?.written).toContain("staging/platform.json");
});

test("nothing is asked where what was given is wrong already", async () => {
  const { result, shown } = await begin("", { account: "12" });
  expect(result?.findings.map(({ path }) => path)).toContain("aws.allowedAccountIds[0]");
  expect(shown).toBe("");
});

test.each([
  ["Ctrl-C", "books\rbooks.exa\u0003", 130, "Interrupted: nothing was written."],
  ["Ctrl-D", "books\r\u0004", 1, "The answers ended: nothing was written."],
])("%s writes nothing", async (_, typed, exitCode, message) => {
  const { error } = await begin(typed);
  expect([error.message, error.exitCode]).toEqual([message, exitCode]);
  expect(project.list("")).toEqual(["package.json"]);
});

test("docs/running.md has the same lines", () => {
  const document = readFileSync(join(__dirname, "..", "..", "docs", "running.md"), "utf8");
  const lines = SETTINGS.map(({ source }) => source({})).filter((line) => /^(?:aws|kubectl) /.test(line));
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => !document.includes(line))).toEqual([]);
});
