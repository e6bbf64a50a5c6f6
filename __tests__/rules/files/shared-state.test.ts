import { checkFleet } from "../../../modules/fleet";
import { expectAccepted, expectFindings, platformText } from "../../support/checked-files";
import { smallFleet } from "../../support/small-fleet";
import { inTemporaryDirectory } from "../../support/temporary-directory";

const S3 = '{"s3": {"bucket": "states", "region": "eu-central-1", "prefix": "prod"}}';
const project = (fleet: string, sibling: string, path = "environments/staging") => ({
  "cdktf.json": "{}",
  "platform.json": fleet,
  [`${path}/platform.json`]: sibling,
});

test("takes fleets of different names, and of one name with different backends", () => {
  expectAccepted(project(platformText(), '{"fleet": "shop-staging"}'));
  expectAccepted(project(platformText(), `{"fleet": "shop", "backend": ${S3}}`));
  expectAccepted(project(platformText({ backend: S3 }), `{"fleet": "shop", "backend": ${S3.replace("prod", "test")}}`));
  expectAccepted(
    project(platformText({ backend: S3 }), `{"fleet": "shop", "backend": ${S3.replace("states", "others")}}`),
  );
});

test("refuses one name with one backend, in whatever order it is written", () => {
  const code = "shared-state";
  const named = platformText({ fleet: '▶"shop"' });
  const message = 'The fleet in "environments/staging" is called "shop" as well';
  expectFindings(project(named, '{"fleet": "shop"}'), { code, path: "fleet", message, help: "shop-staging" });
  expectFindings(project(named, '{"backend": {"local": {}}, "fleet": "shop"}'), { code });
  expectFindings(
    project(platformText({ fleet: '▶"shop"', backend: S3 }), `{"backend": ${S3}, "fleet": "shop"}`, "prod"),
    {
      code,
    },
  );
});

test("sees the fleet at the root from an environment", () => {
  inTemporaryDirectory((temporary) => {
    temporary.write("cdktf.json", "{}");
    temporary.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }));
    temporary.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }), "environments/staging");
    const { findings } = checkFleet(temporary.path("environments/staging"));
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ["shared-state", expect.stringContaining('The fleet in "../.." is called')],
      ["shared-namespace", expect.stringContaining('The fleet in "../.." has a load balancer')],
    ]);
  });
});

test("takes a fleet deep below the root as one for itself", () => {
  inTemporaryDirectory((temporary) => {
    temporary.write("cdktf.json", "{}");
    temporary.fleet(smallFleet({}));
    temporary.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }), "docs/examples/small");
    expect(checkFleet(temporary.path("docs/examples/small")).findings).toEqual([]);
  });
});

test("looks neither outside of the project, nor at what cannot be read, nor below tenants/", () => {
  const { "cdktf.json": _, ...noProject } = project(platformText(), '{"fleet": "shop"}');
  expectAccepted(noProject);
  expectAccepted(project(platformText(), "{"));
  expectAccepted(project(platformText(), '{"fleet": 1}'));
  expectAccepted(project(platformText(), '{"fleet": "shop"}', "node_modules/other"));
  expectAccepted(project(platformText(), '{"fleet": "shop"}', ".terraform/copy"));
});
