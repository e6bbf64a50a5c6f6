import { parseRequest, RequestError } from "../alb";
import { answer, type Explanation, explainRequest, explanationJson, explanationLines } from "../explain";
import { escapeControls, type Style, styleFor } from "../terminal";
import { requireLoadBalancers } from "./known-name";
import { print, printJson, UsageError } from "./output";
import { selectLoadBalancers } from "./routes";
import { type FleetOptions, loadValidFleet, type ValidFleet } from "./valid-fleet";

export interface ExplainOptions extends FleetOptions {
  readonly sourceIp?: string;
  readonly lb?: string;
}

/** `tenantry explain`: which rule answers a request, and why no earlier one does. */
export function explain(url: string, options: ExplainOptions): number {
  checkRequest(url, options.sourceIp);
  const valid = loadValidFleet(options);
  if (valid === undefined) return 1;
  requireLoadBalancers(valid.plan);
  const loadBalancer = options.lb === undefined ? undefined : selectLoadBalancers(valid.plan, options.lb)[0];
  const explanation = explainRequest(valid, url, options.sourceIp, loadBalancer);
  if (options.json) printJson(explanationJson(explanation));
  else print(explanationText(explanation, valid, styleFor(process.stdout)));
  return 0;
}

/** A wrong URL is wrong usage whatever the fleet is like. */
function checkRequest(url: string, sourceIp: string | undefined): void {
  try {
    parseRequest(url, sourceIp);
  } catch (error) {
    throw error instanceof RequestError ? new UsageError(error.message) : error;
  }
}

function explanationText(explanation: Explanation, valid: ValidFleet, style: Style): string {
  const lines = explanationLines(explanation, valid);
  const width = Math.max(...lines.map(([label]) => label.length));
  return [
    style.bold(escapeControls(explanation.url)),
    `  ${style.green("→")} ${escapeControls(answer(explanation))}`,
    "",
    ...lines.map(([label, text]) => `  ${style.dim(label.padEnd(width))}  ${escapeControls(text)}`),
    "",
  ].join("\n");
}
