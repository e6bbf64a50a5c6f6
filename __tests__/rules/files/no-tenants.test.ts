import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { checkFleet } from "../../../modules/fleet";
import { expectAccepted, inDirectory, platformText } from "../../support/checked-files";

test("says nothing of a fleet with tenants", () => {
  expectAccepted({});
});

test("warns of an empty tenants directory, and goes on", () => {
  const { findings, plan } = inDirectory({ "platform.json": platformText(), "tenants/README.md": "" }, checkFleet);
  expect(findings).toMatchObject([
    { severity: "warning", code: "no-tenants", file: "platform.json", line: 1, column: 1 },
  ]);
  expect(plan?.loadBalancers).toHaveLength(2);
});

test("leaves a missing directory, or one with nothing but refused files, to those findings", () => {
  const codes = (directory: string) => checkFleet(directory).findings.map(({ code }) => code);
  expect(inDirectory({ "platform.json": platformText() }, codes)).toEqual(["tenants-missing"]);
  const withDirectory = (directory: string) => {
    mkdirSync(join(directory, "tenants", "acme.json"), { recursive: true });
    return codes(directory);
  };
  expect(inDirectory({ "platform.json": platformText() }, withDirectory)).toEqual(["not-a-regular-file"]);
});
