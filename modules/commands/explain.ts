import { parseRequest, withScheme } from "../alb";
import { type Document, list, subheading, toned } from "../document";
import { answer, type Explanation, explainRequest, explanationJson, explanationLines } from "../explain";
import type { PlannedFleet } from "../fleet";
import { requireLoadBalancers } from "./known-name";
import { printDocument, printJson } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";
import { selectLoadBalancers } from "./routes";

export interface ExplainOptions extends FleetOptions {
  readonly sourceIp?: string;
  readonly lb?: string;
}

/** `tenantry explain`: which rule answers a request, and why no earlier one does. */
export function explain(url: string, options: ExplainOptions): number {
  // A wrong URL is wrong usage whatever the fleet is like.
  parseRequest(withScheme(url, "https"), options.sourceIp);
  const planned = loadPlannedFleet(options);
  if (planned === undefined) return 1;
  requireLoadBalancers(planned.plan);
  const loadBalancer = options.lb === undefined ? undefined : selectLoadBalancers(planned.plan, options.lb)[0];
  const explanation = explainRequest(planned, url, options.sourceIp, loadBalancer);
  if (options.json) printJson(explanationJson(explanation));
  else printDocument(explanationDocument(explanation, planned), options);
  return 0;
}

function explanationDocument(explanation: Explanation, planned: PlannedFleet): Document {
  const lines = explanationLines(explanation, planned);
  const width = Math.max(...lines.map(([label]) => label.length));
  return [
    subheading(explanation.url),
    ...list([{ text: answer(explanation), marker: { sign: "→", tone: "good" } }]),
    ...list(lines.map(([label, text]) => ({ text: [toned("dim", label.padEnd(width)), `  ${text}`] }))),
  ];
}
