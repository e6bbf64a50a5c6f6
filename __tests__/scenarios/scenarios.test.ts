import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkFleet } from "../../modules/fleet";
import { synthesize } from "../support/synthesized-stacks";

/**
 * Every folder here is a scenario: `fleet/`, as users write it, and `expected/<stack>.json`, the Terraform that it
 * must become. Add a case by adding a folder. After a change that is meant, `UPDATE_SCENARIOS=1 npx jest scenarios`
 * writes the expected files anew; read the difference before committing it.
 *
 * Left out of them are cdktf's own comments (`"//"`), and alarms and dashboard where nobody is told of alarms: they
 * would be most of every file.
 */

const scenarios = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test.each(scenarios.map(({ name }) => name))("%s", (name) => {
  const folder = join(__dirname, name);
  const { fleet, plan, findings } = checkFleet(join(folder, "fleet"));
  if (plan === undefined) throw new Error(JSON.stringify(findings));
  const monitored = Object.values(fleet.platform.loadBalancers).some(({ alarms }) => alarms.notify.length > 0);
  const stacks = [...synthesize(fleet, plan)].map(([stack, text]) => [stack, shown(text, monitored)] as const);
  const expected = join(folder, "expected");
  if (process.env.UPDATE_SCENARIOS) write(expected, stacks);
  expect(readdirSync(expected).sort()).toEqual(stacks.map(([stack]) => `${stack}.json`).sort());
  for (const [stack, text] of stacks) {
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(join(expected, `${stack}.json`), "utf8")));
  }
});

function shown(text: string, monitored: boolean): string {
  const left = (key: string) => key === "//" || (!monitored && key.startsWith("aws_cloudwatch_"));
  return `${JSON.stringify(
    JSON.parse(text, (key, value) => (left(key) ? undefined : value)),
    null,
    2,
  )}\n`;
}

function write(expected: string, stacks: readonly (readonly [stack: string, text: string])[]): void {
  rmSync(expected, { recursive: true, force: true });
  mkdirSync(expected);
  for (const [stack, text] of stacks) writeFileSync(join(expected, `${stack}.json`), text);
}
