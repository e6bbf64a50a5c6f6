import { parseRequest } from "../alb";
import { answer, type Explanation, explainRequest, explanationJson, explanationLines } from "../explain";
import type { PlannedFleet } from "../fleet";
import { escapeControls, type Style, styleFor } from "../terminal";
import { requireLoadBalancers } from "./known-name";
import { print, printJson } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";
import { selectLoadBalancers } from "./routes";

export interface ExplainOptions extends FleetOptions {
  readonly sourceIp?: string;
  readonly lb?: string;
}

/** `tenantry explain`: which rule answers a request, and why no earlier one does. */
export function explain(url: string, options: ExplainOptions): number {
  // A wrong URL is wrong usage whatever the fleet is like.
  parseRequest(url, options.sourceIp);
  const planned = loadPlannedFleet(options);
  if (planned === undefined) return 1;
  requireLoadBalancers(planned.plan);
  const loadBalancer = options.lb === undefined ? undefined : selectLoadBalancers(planned.plan, options.lb)[0];
  const explanation = explainRequest(planned, url, options.sourceIp, loadBalancer);
  if (options.json) printJson(explanationJson(explanation));
  else print(explanationText(explanation, planned, styleFor(process.stdout)));
  return 0;
}

function explanationText(explanation: Explanation, planned: PlannedFleet, style: Style): string {
  const lines = explanationLines(explanation, planned);
  const width = Math.max(...lines.map(([label]) => label.length));
  return [
    style.bold(escapeControls(explanation.url)),
    `  ${style.green("→")} ${escapeControls(answer(explanation))}`,
    "",
    ...lines.map(([label, text]) => `  ${style.dim(label.padEnd(width))}  ${escapeControls(text)}`),
    "",
  ].join("\n");
}
