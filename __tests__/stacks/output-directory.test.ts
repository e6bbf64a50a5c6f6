import { join } from "node:path";
import type { Fleet } from "../../modules/model";
import { planFleet } from "../../modules/plan";
import { fleetApp, leadTo, outputDirectory, refuseOtherStates } from "../../modules/stacks";
import { decodeFiles } from "../support/arbitrary-fleet";
import { smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let project: TemporaryDirectory;
let shop: Fleet;
let staging: Fleet;

beforeEach(() => {
  project = new TemporaryDirectory();
  const files = smallFleet({ acme: { hosts: ["acme.shop.example"] } });
  shop = decodeFiles(files);
  staging = decodeFiles({ ...files, platform: { ...files.platform, fleet: "shop-staging" } });
});
afterEach(() => project.remove());

test("each fleet of a project has a directory of its own", () => {
  const wanted = project.path("cdktf.out");
  expect(outputDirectory(shop, project.directory, wanted)).toBe(wanted);
  expect(outputDirectory(staging, project.path("environments/staging"), wanted)).toBe(
    project.path("cdktf.shop-staging.out"),
  );
});

test("a directory that somebody chose is taken as it is", () => {
  const chosen = project.path("build/out");
  expect(outputDirectory(staging, project.path("environments/staging"), chosen)).toBe(chosen);
});

test("cdktf finds the stacks of another directory where it looks for them", () => {
  const [wanted, output] = [project.path("cdktf.out"), project.path("cdktf.shop-staging.out")];
  fleetApp(staging, planFleet(staging), { outdir: output }).synth();
  leadTo(output, wanted);
  expect(project.list("cdktf.out")).toEqual(["manifest.json"]);
  const { stacks } = JSON.parse(project.read("cdktf.out/manifest.json"));
  const paths = Object.values<Record<string, string>>(stacks).map((stack) => [
    join(wanted, stack.workingDirectory!),
    join(wanted, stack.synthesizedStackPath!),
  ]);
  expect(paths).toEqual(
    ["edge-1", "edge-1-tenants"].map((stack) => [
      join(output, "stacks", stack),
      join(output, "stacks", stack, "cdk.tf.json"),
    ]),
  );
});

describe("a stack that Terraform has initialised", () => {
  const initialised = (type: string, config: object, stack = "edge-1") =>
    project.write(`cdktf.out/stacks/${stack}/.terraform/terraform.tfstate`, { version: 3, backend: { type, config } });
  const refuse = (fleet: Fleet) => () => refuseOtherStates(project.path("cdktf.out"), fleet, planFleet(fleet));
  const path = "../../../terraform.shop.edge-1.tfstate";

  test("for this fleet, or not at all, is taken", () => {
    expect(refuse(shop)).not.toThrow();
    initialised("local", { path, workspace_dir: null });
    expect(refuse(shop)).not.toThrow();
  });

  test("for another fleet's state is refused, with what to do", () => {
    initialised("local", { path });
    expect(refuse(staging)).toThrow(
      /stacks\/edge-1 for terraform\.shop\.edge-1\.tfstate, but this stack's state is terraform\.shop-staging\.edge-1\.tfstate\. Nothing was generated.*remove .*stacks\/edge-1\/\.terraform/,
    );
  });

  test.each([
    ["a bucket", "s3", { bucket: "states", key: "prod/shop/edge-1.tfstate" }, "s3://states/prod/shop/edge-1.tfstate"],
    ["what Tenantry does not write", "azurerm", {}, "another backend (azurerm)"],
    [
      "a file elsewhere",
      "local",
      { path: "/elsewhere/terraform.shop.edge-1.tfstate" },
      "terraform.shop.edge-1.tfstate",
    ],
  ])("for %s is refused", (_, type, config, state) => {
    initialised(type, config);
    expect(refuse(shop)).toThrow(`for ${state},`);
  });

  test("is looked at for the tenants too, in S3 by bucket and key", () => {
    const s3 = (prefix: string): Fleet => ({
      ...shop,
      platform: { ...shop.platform, backend: { s3: { bucket: "states", region: "eu-central-1", prefix } } },
    });
    initialised("s3", { bucket: "states", key: "prod/shop/edge-1-tenants.tfstate", region: "x" }, "edge-1-tenants");
    expect(refuse(s3("prod"))).not.toThrow();
    expect(refuse(s3("test"))).toThrow("s3://states/test/shop/edge-1-tenants.tfstate");
  });
});
