import { commandsFor } from "../../modules/import/commands";

test.each([
  [undefined, "npx cdktf deploy a b", "npx tenantry verify --lb a"],
  [".", "npx cdktf deploy a b", "npx tenantry verify --lb a"],
  ["migrated", "FLEET=migrated npx cdktf deploy a b", "npx tenantry verify --fleet migrated --lb a"],
  ["/a b/it's", "FLEET='/a b/it'\\''s' npx cdktf deploy a b", "npx tenantry verify --fleet '/a b/it'\\''s' --lb a"],
])("the fleet in %s is named where it has to be", (fleet, deploy, verify) => {
  const commands = commandsFor(fleet);
  expect([commands.deploy("a", "b"), commands.verify("a")]).toEqual([deploy, verify]);
});
