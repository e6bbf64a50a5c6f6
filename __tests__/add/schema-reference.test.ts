import { proposeTenant } from "../../modules/add";
import { planFleet } from "../../modules/plan";
import { decodeFiles } from "../support/arbitrary-fleet";
import { smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let project: TemporaryDirectory;

beforeEach(() => {
  project = new TemporaryDirectory();
  project.write(".git/HEAD", "");
});
afterEach(() => project.remove());

/** What a new tenant's file in the fleet below that directory says. */
function schemaIn(fleetDirectory: string): string | undefined {
  const fleet = decodeFiles(smallFleet({}));
  const tenant = { name: "newco", hosts: ["newco.shop.example"] };
  return proposeTenant(project.path(fleetDirectory), fleet, planFleet(fleet), tenant).content.$schema;
}

test("the schema of the project, from the root and from an environment", () => {
  project.write("schemas/tenant.schema.json", {});
  expect(schemaIn("")).toBe("../schemas/tenant.schema.json");
  expect(schemaIn("environments/staging")).toBe("../../../schemas/tenant.schema.json");
});

test("the nearest schema", () => {
  project.write("schemas/tenant.schema.json", {});
  project.write("environments/staging/schemas/tenant.schema.json", {});
  expect(schemaIn("environments/staging")).toBe("../schemas/tenant.schema.json");
});

test("the schema of the package, where the project uses it", () => {
  project.write("node_modules/tenantry/schemas/tenant.schema.json", {});
  expect(schemaIn("")).toBe("../node_modules/tenantry/schemas/tenant.schema.json");
});

test("none, where there is none in the repository", () => {
  project.write("schemas/tenant.schema.json", {});
  project.write("inner/.git/HEAD", "");
  expect(schemaIn("inner")).toBeUndefined();
});
