import { lstatSync } from "node:fs";
import { join } from "node:path";
import { type ProposedTenant, proposeTenant } from "../add";
import { ruleJson } from "../alb";
import { code, type Document, paragraph, subheading } from "../document";
import { writeNewFile } from "../files";
import { checkDecoded, type PlannedFleet, type RefusedFleet } from "../fleet";
import { TENANT_NAME_PATTERN, TENANT_NAME_RULE, withTenant } from "../model";
import type { LoadBalancerPlan, PlannedRule } from "../plan";
import { tenantDocument, tenantFile } from "../source";
import { count } from "../terminal";
import { findingsBlocks } from "./findings-document";
import { fleetDirectory, shownPath } from "./fleet-directory";
import { requireKnown, requireLoadBalancers } from "./known-name";
import { printDiagnostic, printDiagnostics, printDocument, printJson, UsageError } from "./output";
import { type FleetOptions, loadPlannedFleet, printRefused } from "./planned-fleet";
import { rulesTable } from "./rules-table";

export interface AddOptions extends FleetOptions {
  readonly host: readonly string[];
  readonly service?: string;
  readonly lb?: string;
}

/** `tenantry add`: writes the file of a new tenant, unless the fleet would have errors with it. */
export function add(name: string, options: AddOptions): number {
  if (!TENANT_NAME_PATTERN.test(name)) {
    throw new UsageError(`${JSON.stringify(name)} is no valid tenant name: ${TENANT_NAME_RULE}.`);
  }
  const directory = fleetDirectory(options.fleet);
  const before = loadPlannedFleet(options);
  if (before === undefined) return notWritten(name);
  const path = join(directory, tenantFile(name));
  if (isThere(path)) throw new UsageError(`${shownPath(path)} exists already, and is not overwritten.`);
  checkNames(before, options);
  const tenant = { name, hosts: options.host, service: options.service, loadBalancer: options.lb };
  const proposed = proposeTenant(directory, before.fleet, before.plan, tenant);
  const after = checkDecoded(withTenant(before.decoded, tenantDocument(name, proposed.text)));
  if (after.plan === undefined) {
    printRefused(after, options);
    printDiagnostic(choiceHint(proposed, after));
    return notWritten(name);
  }
  writeNewFile(path, proposed.text);
  const loadBalancer = after.plan.loadBalancers.find(({ key }) => key === proposed.loadBalancer)!;
  if (options.json) printJson(addedJson(name, proposed, loadBalancer));
  else printDocument(addedDocument(name, shownPath(path), proposed, loadBalancer), options);
  if (!options.json && after.findings.length > 0) {
    printDiagnostic("\n");
    printDiagnostics(findingsBlocks(after.findings));
  }
  return 0;
}

function checkNames({ plan, fleet }: PlannedFleet, { lb, service }: AddOptions): void {
  const loadBalancers = requireLoadBalancers(plan);
  if (lb !== undefined) requireKnown("load balancer", lb, loadBalancers);
  if (service !== undefined) requireKnown("service", service, Object.keys(fleet.platform.services));
}

/** Whatever stands there, also a link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function notWritten(name: string): number {
  printDiagnostic(`${tenantFile(name)} was not written.\n`);
  return 1;
}

/** When none of the load balancers would do, why the findings are about this one. */
function choiceHint({ suitable, loadBalancer }: ProposedTenant, { findings }: RefusedFleet): string {
  const unsuitable = findings.some(({ code }) => code === "uncovered-host" || code === "service-not-carried");
  if (suitable > 0 || !unsuitable) return "";
  return (
    "No load balancer has certificates for every host and carries the service: " +
    `these findings are about ${loadBalancer}, which comes nearest. --lb names another one.\n`
  );
}

interface NewRules {
  readonly port: number;
  readonly protocol: string;
  readonly rules: readonly PlannedRule[];
  /** Number of other tenants' rules that follow, and so move. */
  readonly behind: number;
}

/** What the listeners of a load balancer get with the tenant. */
function newRules(name: string, { listeners }: LoadBalancerPlan): NewRules[] {
  return listeners.flatMap(({ port, protocol, rules }) => {
    const first = rules.findIndex(({ tenant }) => tenant === name);
    if (first === -1) return [];
    const own = rules.filter(({ tenant }) => tenant === name);
    return [{ port, protocol, rules: own, behind: rules.length - first - own.length }];
  });
}

function addedJson(name: string, { file, content, loadBalancer }: ProposedTenant, plan: LoadBalancerPlan): object {
  const listeners = newRules(name, plan).map(({ port, protocol, rules }) => ({
    port,
    protocol,
    rules: rules.map(ruleJson),
  }));
  return { ok: true, file, content, loadBalancer, listeners };
}

function addedDocument(
  name: string,
  path: string,
  { text, suitable }: ProposedTenant,
  plan: LoadBalancerPlan,
): Document {
  const quota = plan.quotas.rules;
  const chosen = suitable > 1 ? `, of ${suitable} the one with the most room` : "";
  const rules = newRules(name, plan);
  const room = `${quota.used} of ${quota.limit} rules used, ${quota.free} free`;
  return [
    paragraph(path),
    code(text, "json"),
    paragraph(`On ${plan.key} (${plan.name})${chosen}: ${room}.`),
    ...(rules.length === 0 ? [paragraph("Pools answer for it: it has no rule of its own.")] : []),
    ...rules.flatMap(({ port, protocol, rules, behind }) => [
      subheading(`${protocol} ${port}`),
      rulesTable(rules),
      ...(behind === 0
        ? []
        : [paragraph(`${count(behind, "rule")} of other tenants move${behind === 1 ? "s" : ""} back.`)]),
    ]),
  ];
}
