import { commandsFor } from "../../modules/import/commands";

test.each([
  [undefined, "npm run deploy -- a b", "npx tenantry verify --lb a"],
  [".", "npm run deploy -- a b", "npx tenantry verify --lb a"],
  ["migrated", "FLEET=migrated npm run deploy -- a b", "npx tenantry verify --fleet migrated --lb a"],
  ["/a b/it's", "FLEET='/a b/it'\\''s' npm run deploy -- a b", "npx tenantry verify --fleet '/a b/it'\\''s' --lb a"],
])("the fleet in %s is named where it has to be", (fleet, deploy, verify) => {
  const commands = commandsFor(fleet);
  expect([commands.deploy("a", "b"), commands.verify("a")]).toEqual([deploy, verify]);
});
