import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkFleet } from "../../modules/fleet";
import { type InitSettings, initFleet, SETTINGS } from "../../modules/init";
import { TemporaryDirectory } from "../support/temporary-directory";

let project: TemporaryDirectory;
beforeEach(() => {
  project = new TemporaryDirectory();
  project.write("package.json", { dependencies: { tenantry: "file:tenantry.tgz" } });
});
afterEach(() => project.remove());

const ALL: Required<InitSettings> = {
  name: "books",
  domain: "books.example",
  region: "us-east-1",
  account: "210987654321",
  vpc: "vpc-0fedcba9876543210",
  scheme: "internal",
  subnets: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
  certificate: "arn:aws:acm:us-east-1:210987654321:certificate/1",
  context: "books-prod",
  namespace: "readers",
  serviceNamespace: "library",
  serviceName: "desk",
  servicePort: "http",
  serviceTargetPort: "8081",
  healthCheckPath: "/livez",
};

const WORKFLOWS = readdirSync(join(__dirname, "..", "..", ".github", "workflows")).map(
  (name) => `.github/workflows/${name}`,
);

const begin = (settings: InitSettings = {}) => initFleet(project.directory, project.directory, settings);

test("an empty project becomes a fleet that is valid, with every value to replace and how to find it", async () => {
  const { written, kept, fleet } = await begin();
  expect(written).toEqual(["platform.json", "tenants/README.md", "cdktf.json", "main.ts", ".gitignore", ...WORKFLOWS]);
  expect(kept).toEqual([]);
  expect(checkFleet(project.directory).findings.map(({ code }) => code)).toEqual(["no-tenants"]);
  expect(fleet?.toReplace).toHaveLength(12);
  const marked = project.read("platform.json").match(/(?<=\/\/ REPLACE: ).*/g)!;
  expect(marked.sort()).toEqual(
    SETTINGS.filter(({ key }) => fleet?.toReplace.includes(key))
      .map(({ source }) => source({}))
      .sort(),
  );
});

test("what is given stands in it, and is not to be replaced", async () => {
  const { fleet } = await begin(ALL);
  expect(fleet).toEqual({ domain: "books.example", toReplace: [] });
  const { decoded, findings } = checkFleet(project.directory);
  expect(findings.map(({ code }) => code)).toEqual(["no-tenants"]);
  expect(decoded.platform).toMatchObject({
    fleet: "books",
    aws: { region: "us-east-1", vpcId: ALL.vpc, allowedAccountIds: [ALL.account] },
    kubernetes: { namespace: "readers", kubeconfig: { context: "books-prod" } },
    domains: ["books.example"],
    services: {
      web: { namespace: "library", name: "desk", port: "http", targetPort: 8081, healthCheck: { path: "/livez" } },
    },
    loadBalancers: {
      "edge-1": {
        scheme: "internal",
        subnets: ALL.subnets,
        certificates: [{ arn: ALL.certificate, domains: ["books.example", "*.books.example"] }],
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      },
    },
  });
  expect(project.read("platform.json")).not.toContain("REPLACE");
});

test.each<InitSettings>([
  { certificate: "arn:aws:acm:us-east-1:210987654321:certificate/1" },
  { certificate: "arn:aws-cn:acm:cn-north-1:210987654321:certificate/1" },
  { certificate: "arn:aws:iam::210987654321:server-certificate/shop" },
  { region: "us-gov-west-1" },
])("examples fit to what is given: %j", async (settings) => {
  expect((await begin(settings)).findings).toEqual([]);
});

test("a wrong value is a finding, and nothing is written", async () => {
  const { written, findings } = await begin({ account: "12" });
  expect(written).toEqual([]);
  expect(findings.map(({ path }) => path)).toContain("aws.allowedAccountIds[0]");
  expect(project.list("")).toEqual(["package.json"]);
});

test("a fleet that is there is not overwritten", async () => {
  project.write("platform.json", "{}");
  await expect(begin({ name: "books" })).rejects.toThrow("exists already");
  project.write("cdktf.json", "{}");
  await expect(begin()).rejects.toThrow("exists already");
});

test("a fleet that was drafted gets the project's files", async () => {
  project.write("platform.json", "{}");
  const { written, fleet } = await begin();
  expect([written, fleet]).toEqual([["cdktf.json", "main.ts", ".gitignore", ...WORKFLOWS], undefined]);
  expect(project.read("platform.json")).toBe("{}");
});

test("a project's own files stay as they are", async () => {
  project.write(".gitignore", "mine\n");
  const { kept } = await begin();
  expect([kept, project.read(".gitignore")]).toEqual([[".gitignore"], "mine\n"]);
});

test("in a project of cdktf only the fleet is added, with its own $schema", async () => {
  project.write("cdktf.json", "{}");
  project.write("schemas/tenant.schema.json", {});
  const before = project.read("package.json");
  const directory = project.path("environments/staging");
  const { written, packageJson } = await initFleet(directory, project.directory, { name: "shop-staging" });
  expect(written).toEqual(["environments/staging/platform.json", "environments/staging/tenants/README.md"]);
  expect(project.read("environments/staging/platform.json")).toContain(
    '"$schema": "../../schemas/platform.schema.json"',
  );
  expect([packageJson, project.read("package.json")]).toEqual([undefined, before]);
  expect(existsSync(project.path("main.ts"))).toBe(false);
});

test("another environment does not get the name of one that is there", async () => {
  await begin({ name: "books" });
  const staging = (name: string) => initFleet(project.path("environments/staging"), project.directory, { name });
  expect((await staging("books")).findings.map(({ code }) => code)).toEqual(["shared-state"]);
  // The context is an example, and so is the other fleet's.
  expect((await staging("books-staging")).findings).toEqual([]);
});

test("the main.ts of a project is the one of this repository, by way of the package", async () => {
  await begin();
  const parts = (text: string) => {
    const imports = [...text.matchAll(/^import (?:type )?\{([^}]*)\} from "(.*)";\n/gm)];
    const names = imports.flatMap(([, list = ""]) => list.split(",").map((name) => name.trim()));
    const rest = imports.reduce((before, [whole]) => before.replace(whole, ""), text);
    return { names: names.filter((name) => name !== "").sort(), rest };
  };
  const own = parts(readFileSync(join(__dirname, "..", "..", "main.ts"), "utf8"));
  expect(parts(project.read("main.ts"))).toEqual(own);
});
