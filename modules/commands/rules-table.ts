import { describeAction } from "../alb";
import { type Table, table } from "../document";
import { type PlannedAction, type PlannedRule, ruleOwner } from "../plan";

const COLUMNS = [
  { title: "PRIORITY", align: "right" as const },
  { title: "TENANT" },
  ...["HOSTS", "PATHS", "SOURCES", "ACTION"].map((title) => ({ title, wrap: true })),
];

/** Listener rules as a table, with the default action as its last row where it is given. */
export function rulesTable(rules: readonly PlannedRule[], byDefault?: PlannedAction): Table {
  const rows = rules.map(({ priority, conditions, action, ...owner }) => [
    String(priority),
    ruleOwner(owner),
    conditions.hosts.join(" "),
    conditions.paths.join(" ") || "any",
    conditions.sourceIps.join(" ") || "any",
    describeAction(action),
  ]);
  if (byDefault !== undefined) rows.push(["default", "", "any", "any", "any", describeAction(byDefault)]);
  return table(COLUMNS, rows);
}
