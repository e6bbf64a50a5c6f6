import { actionKey, describeAction, describeConditions, describeRule, matchesPattern, type ObservedRule } from "../alb";
import { compareText } from "../findings";
import type { ListenerPlan, LoadBalancerPlan } from "../plan";
import { count } from "../terminal";
import { alignRules, type Pair, requestsKey } from "./align";
import type { ObservedListener, ObservedLoadBalancer, ObservedTarget } from "./observe";
import { observablePlannedAction, observablePlannedRule } from "./observed-rules";
import type { Difference } from "./types";

/** The differences of an ALB's listeners, rules and targets from its plan; none when it has converged. Pure. */
export function compareLoadBalancer(plan: LoadBalancerPlan, observed: ObservedLoadBalancer): Difference[] {
  const ports = new Set([...plan.listeners, ...observed.listeners].map(({ port }) => port));
  const listeners = [...ports]
    .sort((a, b) => a - b)
    .flatMap((port) => {
      const expected = plan.listeners.find((listener) => listener.port === port);
      const actual = observed.listeners.find((listener) => listener.port === port);
      return compareListener(plan, expected, actual);
    });
  return [...compareState(plan, observed), ...listeners, ...compareTargets(plan, observed)];
}

/** The differences where there is no ALB at all: every listener is missing. */
export function missingLoadBalancer({ listeners }: LoadBalancerPlan): Difference[] {
  return listeners.map(missingListener);
}

function missingListener({ port, protocol, rules }: ListenerPlan): Difference {
  const tenants = new Set(rules.flatMap(({ tenant }) => tenant ?? [])).size;
  const served =
    rules.length === 0 ? "" : `; ${count(tenants, "tenant")} in ${count(rules.length, "rule")} should be served by it`;
  return {
    kind: "missing",
    subject: "listener",
    port,
    priority: null,
    expected: { protocol, rules: rules.length },
    message: `There is no ${protocol} listener${served}.`,
  };
}

function compareState(plan: LoadBalancerPlan, { state }: ObservedLoadBalancer): Difference[] {
  // An impaired one serves; it can only not scale as it should.
  if (state === "active" || state === "active_impaired") return [];
  return [
    {
      kind: "changed",
      subject: "load-balancer",
      port: contentPort(plan),
      priority: null,
      expected: "active",
      actual: state,
      message: `The load balancer is not active but ${state}.`,
    },
  ];
}

function compareListener(
  plan: LoadBalancerPlan,
  expected: ListenerPlan | undefined,
  actual: ObservedListener | undefined,
): Difference[] {
  if (expected === undefined) return actual === undefined ? [] : [unexpectedListener(actual)];
  if (actual === undefined) return [missingListener(expected)];
  const certificates = expected.protocol === "HTTPS" && actual.protocol === "HTTPS";
  return [
    ...compareProtocol(expected, actual),
    ...(certificates ? compareCertificates(plan.certificateArns, actual) : []),
    ...compareDefaultAction(expected, actual),
    ...compareRules(plan, expected, actual),
  ];
}

function unexpectedListener({ port, protocol, rules }: ObservedListener): Difference {
  return {
    kind: "unexpected",
    subject: "listener",
    port,
    priority: null,
    actual: { protocol, rules: rules.length },
    message: `There is a ${protocol} listener with ${count(rules.length, "rule")} that the plan does not have.`,
  };
}

function compareProtocol(expected: ListenerPlan, actual: ObservedListener): Difference[] {
  if (expected.protocol === actual.protocol) return [];
  return [
    {
      kind: "changed",
      subject: "listener",
      port: expected.port,
      priority: null,
      expected: { protocol: expected.protocol },
      actual: { protocol: actual.protocol },
      message: `The listener's protocol is ${actual.protocol} instead of ${expected.protocol}.`,
    },
  ];
}

function compareDefaultAction(expected: ListenerPlan, actual: ObservedListener): Difference[] {
  const action = observablePlannedAction(expected.default);
  if (actionKey(action) === actionKey(actual.default)) return [];
  return [
    {
      kind: "changed",
      subject: "default-action",
      port: expected.port,
      priority: null,
      expected: action,
      actual: actual.default,
      message: `The default action is ${describeAction(actual.default)} instead of ${describeAction(action)}.`,
    },
  ];
}

function compareCertificates(
  planned: readonly string[],
  { port, defaultCertificate, certificates }: ObservedListener,
): Difference[] {
  const [expectedDefault, ...others] = planned;
  const about = { subject: "certificate", port, priority: null } as const;
  const differences: Difference[] = [];
  if (expectedDefault !== defaultCertificate) {
    differences.push({
      kind: "changed",
      ...about,
      expected: expectedDefault,
      actual: defaultCertificate,
      message: `The default certificate is ${defaultCertificate ?? "none"} instead of ${expectedDefault}.`,
    });
  }
  const wanted = new Set(others.filter((arn) => arn !== expectedDefault));
  for (const arn of [...wanted].filter((one) => !certificates.includes(one)).sort(compareText)) {
    differences.push({
      kind: "missing",
      ...about,
      expected: arn,
      message: `The listener does not have the certificate ${arn}.`,
    });
  }
  for (const arn of certificates.filter((one) => !wanted.has(one))) {
    // In the list a planned default may remain of the time before it became the default.
    if (arn === expectedDefault) continue;
    differences.push({
      kind: "unexpected",
      ...about,
      actual: arn,
      message: `The listener has a certificate that the plan does not have: ${arn}.`,
    });
  }
  return differences;
}

function compareRules(plan: LoadBalancerPlan, { port, rules }: ListenerPlan, actual: ObservedListener): Difference[] {
  const observable = rules.map(observablePlannedRule);
  const { moved, changed, missing, unexpected } = alignRules(observable, actual.rules);
  const ofPlan = (kind: Difference["kind"], index: number, message: string) => {
    const { priority, tenant, pool, ingress } = rules[index]!;
    const owner = { ...(tenant !== null && { tenant }), ...(pool !== undefined && { pool }) };
    return {
      kind,
      subject: "rule",
      port,
      priority,
      ...owner,
      expected: { ...observable[index]!, ...owner, ingress },
      message,
    } as const;
  };
  const ofBoth = (
    { expected, actual: index }: Pair,
    describe: (expected: ObservedRule, actual: ObservedRule) => string,
  ) => {
    const rule = actual.rules[index]!;
    return { ...ofPlan("changed", expected, describe(observable[expected]!, rule)), actual: rule };
  };
  const differences: Difference[] = [
    ...moved.map((pair) => ofBoth(pair, describeMove)),
    ...changed.map((pair) => ofBoth(pair, describeChange)),
    ...missing.map((index) => ofPlan("missing", index, `No such rule: ${describeRule(observable[index]!)}`)),
    ...unexpected.map((index) => unexpectedRule(plan, port, actual.rules[index]!)),
  ];
  return differences.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0) || compareText(a.kind, b.kind));
}

function describeMove(expected: ObservedRule, actual: ObservedRule): string {
  const place = `priority ${actual.priority}, planned ${expected.priority}`;
  return `In the wrong place (${place}), so another rule may answer: ${describeRule(expected)}`;
}

function describeChange(expected: ObservedRule, actual: ObservedRule): string {
  return requestsKey(expected) === requestsKey(actual)
    ? `${describeConditions(expected.conditions)}: ${describeAction(actual.action)} instead of ${describeAction(expected.action)}`
    : `${describeRule(actual)} instead of ${describeRule(expected)}`;
}

function unexpectedRule(plan: LoadBalancerPlan, port: number, actual: ObservedRule): Difference {
  const tenant = tenantOf(plan, actual);
  return {
    kind: "unexpected",
    subject: "rule",
    port,
    priority: actual.priority,
    ...(tenant !== undefined && { tenant }),
    actual,
    message: `Not in the plan: ${describeRule(actual)}`,
  };
}

/** Whose host an unexpected rule answers for, if anybody's. */
function tenantOf({ ingresses }: LoadBalancerPlan, { conditions: { hosts } }: ObservedRule): string | undefined {
  const claims = (claim: string) => hosts.some((host) => matchesPattern(claim, host.toLowerCase()));
  return ingresses.find((ingress) => ingress.hosts.some(claims))?.tenant;
}

/** The target groups that planned rules send requests to. */
export function targetGroupsInUse({ listeners }: LoadBalancerPlan): Set<string> {
  const actions = listeners.flatMap((listener) => [listener.default, ...listener.rules.map(({ action }) => action)]);
  const weighted = actions.flatMap((action) => (action.type === "forward" ? action.targetGroups : []));
  return new Set(weighted.filter(({ weight }) => weight > 0).map(({ name }) => name));
}

function compareTargets(plan: LoadBalancerPlan, { targets }: ObservedLoadBalancer): Difference[] {
  const inUse = targetGroupsInUse(plan);
  return [...targets]
    .filter(([name, all]) => inUse.has(name) && !all.some(({ state }) => state === "healthy"))
    .map(([name, all]) => ({
      kind: "changed",
      subject: "targets",
      port: contentPort(plan),
      priority: null,
      expected: { targetGroup: name, healthy: "at least 1" },
      actual: { targetGroup: name, healthy: 0, targets: all },
      message: `The target group ${name} has no healthy target${describeTargets(all)}.`,
    }));
}

function describeTargets(targets: readonly ObservedTarget[]): string {
  if (targets.length === 0) return ": none is registered";
  const counts = new Map<string, number>();
  for (const { state, reason } of targets) {
    const text = reason === undefined ? state : `${state}, ${reason}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const parts = [...counts].sort(([a], [b]) => compareText(a, b)).map(([text, number]) => `${number} ${text}`);
  return `: ${parts.join("; ")}`;
}

/** The listener that carries the tenants' rules: what concerns the whole load balancer is reported there. */
export function contentPort({ listeners }: LoadBalancerPlan): number {
  return listeners.at(-1)?.port ?? 0;
}
