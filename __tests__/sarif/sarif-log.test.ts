import { FINDING_KINDS } from "../../modules/fleet";
import { sarifLog } from "../../modules/sarif";
import { checkFiles, tenantText } from "../support/checked-files";

const { findings } = checkFiles({
  "tenants/acme.json": tenantText({ order: "901" }),
  "tenants/b.json": tenantText({ hosts: '["acme.shop.example"]' }),
  "tenants/größe 1%.json": tenantText({ hosts: '["g.shop.example"]' }),
});
const log = sarifLog(findings, { kinds: FINDING_KINDS, prefix: "environments/staging/", version: "1.2.3" });
const [run] = log.runs;

/**
 * What the schema of SARIF 2.1.0 requires of the objects that are written here, and what GitHub requires beside it
 * ("SARIF support for code scanning").
 */
test("has the properties that SARIF and GitHub require", () => {
  expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringMatching(/sarif-2\.1\.0\.json$/) });
  expect(log.runs).toHaveLength(1);
  const { name, semanticVersion, rules } = run!.tool.driver;
  expect([name, semanticVersion]).toEqual(["tenantry", "1.2.3"]);
  expect(new Set(rules!.map(({ id }) => id)).size).toBe(rules!.length);
  for (const { id, shortDescription, fullDescription, help, defaultConfiguration } of rules!) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    for (const message of [shortDescription, fullDescription, help]) expect(message?.text).toMatch(/\.$/);
    expect(["error", "warning", "note", "none"]).toContain(defaultConfiguration?.level);
  }
  for (const { ruleId, ruleIndex, level, message, locations } of run!.results!) {
    expect(rules![ruleIndex!]?.id).toBe(ruleId);
    expect(["error", "warning", "note", "none"]).toContain(level);
    expect(message.text).toBeTruthy();
    expect(locations).toHaveLength(1);
    const { startLine, startColumn } = locations![0]!.physicalLocation!.region!;
    expect(Math.min(startLine!, startColumn!)).toBeGreaterThanOrEqual(1);
  }
});

test("has a result for every finding, at its line, with what to do and what else takes part", () => {
  expect(run!.results!.map(({ ruleId }) => ruleId)).toEqual(["invalid-value", "host-conflict", "invalid-name"]);
  expect(run!.results![1]).toMatchObject({
    level: "error",
    message: { text: expect.stringMatching(/claimed by tenant "acme" already\. Remove it/) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "environments/staging/tenants/b.json", uriBaseId: "%SRCROOT%" },
          region: { startLine: 2, startColumn: 13 },
        },
      },
    ],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: { artifactLocation: { uri: "environments/staging/tenants/acme.json" } },
        message: { text: expect.any(String) },
      },
    ],
  });
});

test("writes names of files as URIs", () => {
  const { uri } = run!.results![2]!.locations![0]!.physicalLocation!.artifactLocation!;
  expect(uri).toBe("environments/staging/tenants/gr%C3%B6%C3%9Fe%201%25.json");
});
