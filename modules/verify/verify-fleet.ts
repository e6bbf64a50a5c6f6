import type { PlatformConfig } from "../model";
import type { LoadBalancerPlan, Plan } from "../plan";
import type { Clock, VerifyClients } from "./clients";
import { compareLoadBalancer, missingLoadBalancer, targetGroupsInUse } from "./compare";
import { oneLine, VerifyError } from "./errors";
import { groupEvents } from "./group-events";
import { Observer } from "./observe";
import { GoneError, PatientCaller } from "./patient-caller";
import type { Difference, LoadBalancerVerification, Verification } from "./types";

/** The controller needs about a second for a small change; every further look waits half as long again. */
const FIRST_WAIT_MS = 2000;
const WAIT_FACTOR = 1.5;
const LONGEST_WAIT_MS = 30_000;

export interface VerifyOptions {
  readonly plan: Plan;
  readonly platform: PlatformConfig;
  /** Keys of the load balancers to verify. Default: all of the plan. */
  readonly loadBalancers?: readonly string[];
  /** How long to wait until they are equal; with 0 they are looked at once. */
  readonly timeoutMs: number;
  readonly clients: VerifyClients;
  readonly clock: Clock;
  /** Gets a line whenever there is something new to say to people. */
  readonly onProgress: (line: string) => void;
}

/** What the last look at a load balancer showed. */
interface Look {
  readonly state: LoadBalancerVerification["state"];
  readonly differences: readonly Difference[];
  readonly arn?: string;
  /** Why it could not be looked at once more. */
  readonly note?: string;
}

/**
 * Looks at the ALBs until they equal the plan or the time is up. Only reads. The last look is at the time-out, never
 * before it.
 *
 * @throws VerifyError when AWS can't be asked
 */
export async function verifyFleet(options: VerifyOptions): Promise<Verification> {
  const { plan, timeoutMs, clients, clock, onProgress, loadBalancers } = options;
  const start = clock.now();
  const deadline = start + timeoutMs;
  const observer = new Observer(clients.loadBalancing, new PatientCaller(clock, deadline, onProgress));
  const selected = plan.loadBalancers.filter(({ key }) => loadBalancers?.includes(key) ?? true);
  const looks = new Map<string, Look>();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * WAIT_FACTOR, LONGEST_WAIT_MS)) {
    for (const loadBalancer of selected) {
      const before = looks.get(loadBalancer.key);
      if (before?.state === "converged") continue;
      const look = await lookAt(loadBalancer, options, observer, before);
      looks.set(loadBalancer.key, look);
      onProgress(`${loadBalancer.key}: ${describeLook(look)} after ${seconds(clock.now() - start)}`);
    }
    const left = deadline - clock.now();
    if (left <= 0 || [...looks.values()].every(({ state }) => state === "converged")) break;
    await clock.sleep(Math.min(wait, left));
  }
  return report(selected, looks, options);
}

async function lookAt(
  plan: LoadBalancerPlan,
  { platform }: VerifyOptions,
  observer: Observer,
  before: Look | undefined,
): Promise<Look> {
  try {
    const arn =
      before?.arn ??
      (await observer.find({
        group: plan.group,
        controllerClusterName: platform.kubernetes.controllerClusterName,
        allowedAccountIds: platform.aws.allowedAccountIds,
      }));
    if (arn === undefined) return { state: "missing", differences: missingLoadBalancer(plan) };
    const differences = compareLoadBalancer(plan, await observer.observe(arn, targetGroupsInUse(plan)));
    return { state: differences.length === 0 ? "converged" : "different", differences, arn };
  } catch (error) {
    if (error instanceof GoneError) {
      // Without the ARN: the next look begins with a new search.
      return { state: "missing", differences: missingLoadBalancer(plan), note: error.message };
    }
    // What an earlier look showed is worth more than an error.
    if (!(error instanceof VerifyError) || before === undefined) throw error;
    if (error.code !== "throttled" && error.code !== "unreachable") throw error;
    return { ...before, note: `${error.message} This is what an earlier look showed.` };
  }
}

function describeLook({ state, differences, note }: Look): string {
  if (note !== undefined) return `could not be looked at (${note})`;
  if (state === "converged") return "equal to the plan";
  if (state === "missing") return "no load balancer yet";
  return `${differences.length} ${differences.length === 1 ? "difference" : "differences"}`;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

async function report(
  selected: readonly LoadBalancerPlan[],
  looks: ReadonlyMap<string, Look>,
  { platform, clients }: VerifyOptions,
): Promise<Verification> {
  const loadBalancers: Record<string, LoadBalancerVerification> = {};
  for (const plan of selected) {
    const { note, state, differences, arn } = looks.get(plan.key)!;
    const notes = note === undefined ? [] : [note];
    if (state === "missing") notes.push(missingNote(plan, platform));
    notes.push(...unusedTargetGroupNotes(plan));
    const events = state === "converged" ? [] : await eventsOrNote(plan, platform, clients, notes);
    loadBalancers[plan.key] = { state, differences, events, notes, ...(arn !== undefined && { arn }) };
  }
  return { ok: Object.values(loadBalancers).every(({ state }) => state === "converged"), loadBalancers };
}

/** @param notes takes why the cluster can't be asked; AWS's side of the answer is still worth having */
async function eventsOrNote(
  plan: LoadBalancerPlan,
  { kubernetes }: PlatformConfig,
  { events }: VerifyClients,
  notes: string[],
): Promise<LoadBalancerVerification["events"]> {
  try {
    return await groupEvents(plan, kubernetes.namespace, events);
  } catch (error) {
    const reason = oneLine(error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
    notes.push(`The controller's events could not be read from the cluster: ${reason}.`);
    return [];
  }
}

function missingNote({ group }: LoadBalancerPlan, { aws }: PlatformConfig): string {
  const role =
    aws.assumeRoleArn === undefined
      ? ""
      : ` Terraform assumes the role ${aws.assumeRoleArn}, but verify reads with the credentials that it is given.`;
  return (
    `No load balancer in ${aws.region} that these credentials can see has the tag ingress.k8s.aws/stack = ${group}. ` +
    `It should be in account ${aws.allowedAccountIds.join(" or ")}.${role}`
  );
}

function unusedTargetGroupNotes(plan: LoadBalancerPlan): string[] {
  const inUse = targetGroupsInUse(plan);
  const unused = plan.targetGroups.map(({ name }) => name).filter((name) => !inUse.has(name));
  if (unused.length === 0) return [];
  return [`No rule sends requests to ${unused.join(", ")}: whether there is a healthy target was not asked.`];
}
