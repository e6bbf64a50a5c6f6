import { existsSync } from "node:fs";
import { checkFleet } from "../../modules/fleet";
import { initFleet } from "../../modules/init";
import { TemporaryDirectory } from "../support/temporary-directory";

let project: TemporaryDirectory;
beforeEach(() => {
  project = new TemporaryDirectory();
});
afterEach(() => project.remove());

const SETTINGS = {
  name: "books",
  region: "us-east-1",
  account: "210987654321",
  vpc: "vpc-0fedcba9876543210",
  subnets: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
  certificate: "arn:aws:acm:us-east-1:210987654321:certificate/1",
  domain: "books.example",
  context: "books-prod",
  namespace: "readers",
};

test("an empty directory becomes a fleet that is valid, with every value to replace and how to find it", () => {
  const { written, kept } = initFleet(project.directory, project.directory, {});
  expect(written).toEqual([
    "platform.json",
    "tenants/README.md",
    "cdktf.json",
    "main.ts",
    ".gitignore",
    ".github/workflows/fleet.yml",
  ]);
  expect(kept).toEqual([]);
  expect(checkFleet(project.directory).findings.map(({ code }) => code)).toEqual(["no-tenants"]);
  const marked = project.read("platform.json").match(/\/\/ REPLACE: .*/g)!;
  expect(marked).toHaveLength(8);
  expect(marked.filter((line) => /: (aws|kubectl) |--all-namespaces|describe-subnets/.test(line))).toHaveLength(7);
});

test("what is given stands in it, and is not to be replaced", () => {
  initFleet(project.directory, project.directory, SETTINGS);
  const { decoded, findings } = checkFleet(project.directory);
  expect(findings.map(({ code }) => code)).toEqual(["no-tenants"]);
  expect(decoded.platform).toMatchObject({
    fleet: "books",
    aws: { region: "us-east-1", vpcId: SETTINGS.vpc, allowedAccountIds: [SETTINGS.account] },
    kubernetes: { namespace: "readers", kubeconfig: { context: "books-prod" } },
    domains: ["books.example"],
    loadBalancers: {
      "edge-1": {
        subnets: SETTINGS.subnets,
        certificates: [{ arn: SETTINGS.certificate, domains: ["books.example", "*.books.example"] }],
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      },
    },
  });
  expect(project.read("platform.json").match(/REPLACE/g)).toHaveLength(1);
});

test("a wrong value is a finding, and nothing is written", () => {
  const { written, findings } = initFleet(project.directory, project.directory, { account: "12" });
  expect(written).toEqual([]);
  expect(findings.map(({ path }) => path)).toContain("aws.allowedAccountIds[0]");
  expect(project.list("")).toEqual([]);
});

test("a fleet that is there is not overwritten", () => {
  project.write("platform.json", "{}");
  expect(() => initFleet(project.directory, project.directory, {})).toThrow("exists already");
});

test("a project's own files stay as they are", () => {
  project.write(".gitignore", "mine\n");
  const { kept } = initFleet(project.directory, project.directory, {});
  expect([kept, project.read(".gitignore")]).toEqual([[".gitignore"], "mine\n"]);
});

test("in a project of cdktf only the fleet is added, with its own $schema", () => {
  project.write("cdktf.json", "{}");
  project.write("schemas/tenant.schema.json", {});
  const directory = project.path("environments/staging");
  const { written } = initFleet(directory, project.directory, { name: "shop-staging" });
  expect(written).toEqual(["environments/staging/platform.json", "environments/staging/tenants/README.md"]);
  expect(project.read("environments/staging/platform.json")).toContain(
    '"$schema": "../../schemas/platform.schema.json"',
  );
  expect(existsSync(project.path("main.ts"))).toBe(false);
});
