import { DIALECTS } from "../controller";
import type { PlatformConfig } from "../model";
import type { LoadBalancerPlan } from "../plan";
import { count } from "../terminal";
import type { Clock, VerifyClients } from "./clients";
import { compareLoadBalancer, contentPort, missingLoadBalancer, targetGroupsInUse } from "./compare";
import { compareSettings, expectsWebAcl } from "./compare-settings";
import { oneLine, VerifyError } from "./errors";
import { groupEvents } from "./group-events";
import { Observer } from "./observe";
import type { Difference, LoadBalancerVerification, Verification } from "./types";

/** The controller needs about a second for a small change; every further look waits half as long again. */
const FIRST_WAIT_MS = 2000;
const WAIT_FACTOR = 1.5;
const LONGEST_WAIT_MS = 30_000;

export interface VerifyOptions {
  /** Those to verify. */
  readonly loadBalancers: readonly LoadBalancerPlan[];
  readonly platform: PlatformConfig;
  /** How long to wait until they are equal; with 0 they are looked at once. */
  readonly timeoutMs: number;
  readonly clients: VerifyClients;
  readonly clock: Clock;
  /** Gets a line whenever there is something new to say to people. */
  readonly onProgress: (line: string) => void;
}

/** What was seen of a load balancer the last time. */
interface Observation {
  /** `unknown`: AWS could not be asked, `failure` says why. */
  readonly state: LoadBalancerVerification["state"] | "unknown";
  readonly differences: readonly Difference[];
  readonly arn?: string;
  /** Why the last look failed; the rest is what an earlier one showed. */
  readonly failure?: VerifyError;
  /** What could not be compared, in sentences. */
  readonly unread: readonly string[];
}

const NOT_YET: Observation = { state: "unknown", differences: [], unread: [] };

/**
 * Looks at the ALBs until they equal the plan or the time is up. Only reads. The last look is at the time-out, never
 * before it.
 *
 * @throws VerifyError when AWS can't be asked
 */
export async function verifyFleet(options: VerifyOptions): Promise<Verification> {
  const { loadBalancers, timeoutMs, clients, clock, onProgress } = options;
  const start = clock.now();
  const deadline = start + timeoutMs;
  const words = new ControllersWords(options);
  const observer = new Observer(clients);
  const observations = new Map<string, Observation>();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * WAIT_FACTOR, LONGEST_WAIT_MS)) {
    for (const loadBalancer of loadBalancers) {
      const before = observations.get(loadBalancer.key) ?? NOT_YET;
      if (before.state === "converged") continue;
      const observation = await observe(loadBalancer, options.platform, observer, before);
      observations.set(loadBalancer.key, observation);
      onProgress(`${loadBalancer.key}: ${describeObservation(observation)} after ${seconds(clock.now() - start)}`);
    }
    const waitingFor = loadBalancers.filter(({ key }) => observations.get(key)?.state !== "converged");
    const left = deadline - clock.now();
    if (left > 0) await words.say(waitingFor);
    if (left <= 0 || waitingFor.length === 0) break;
    await clock.sleep(Math.min(wait, left));
  }
  return report(observations, options);
}

async function observe(
  plan: LoadBalancerPlan,
  { aws, loadBalancers }: PlatformConfig,
  observer: Observer,
  before: Observation,
): Promise<Observation> {
  try {
    const arn =
      before.arn ??
      (await observer.find({
        controller: plan.controller,
        group: plan.group,
        clusterName: plan.clusterName,
        allowedAccountIds: aws.allowedAccountIds,
      }));
    if (arn === undefined) return { state: "missing", differences: missingLoadBalancer(plan), unread: [] };
    const config = loadBalancers[plan.key]!;
    const questions = { targetGroups: targetGroupsInUse(plan), webAcl: expectsWebAcl(config) };
    const observed = await observer.observe(arn, questions);
    const differences = [
      ...compareSettings(contentPort(plan), config, observed),
      ...compareLoadBalancer(plan, observed),
    ];
    const state = differences.length === 0 ? "converged" : "different";
    return { state, differences, arn, unread: observed.settings.unread };
  } catch (failure) {
    if (!(failure instanceof VerifyError && failure.retryable)) throw failure;
    // Without the ARN of what is gone: the next look begins with a new search.
    return { ...before, arn: failure.code === "gone" ? undefined : before.arn, failure };
  }
}

function describeObservation({ state, differences, failure }: Observation): string {
  if (failure !== undefined) return `could not be looked at (${failure.message})`;
  if (state === "converged") return "equal to the plan";
  if (state === "missing") return "no load balancer yet";
  return count(differences.length, "difference");
}

/** The controller's warnings while somebody waits: each is said once. Often they are the reason for the wait. */
class ControllersWords {
  readonly #options: VerifyOptions;
  readonly #said = new Set<string>();

  constructor(options: VerifyOptions) {
    this.#options = options;
  }

  async say(plans: readonly LoadBalancerPlan[]): Promise<void> {
    const { platform, clients, onProgress } = this.#options;
    for (const plan of plans) {
      // Why the cluster can't be asked is in the report.
      const events = await eventsOrNote(plan, platform, clients, []);
      for (const { object, reason, message } of events) {
        const line = `${plan.key}: the controller says ${reason} for ${object}: ${message}`;
        if (this.#said.has(line)) continue;
        this.#said.add(line);
        onProgress(line);
      }
    }
  }
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

async function report(
  observations: ReadonlyMap<string, Observation>,
  { loadBalancers, platform, clients }: VerifyOptions,
): Promise<Verification> {
  const reports: Record<string, LoadBalancerVerification> = {};
  for (const plan of loadBalancers) {
    const { failure, state, differences, arn, unread } = observations.get(plan.key)!;
    if (state === "unknown") throw failure;
    const notes: string[] = [];
    if (failure !== undefined) notes.push(`This is what an earlier look showed. ${failure.message}`);
    if (state === "missing") notes.push(missingNote(plan, platform));
    notes.push(...unread, ...unusedTargetGroupNotes(plan));
    const events = state === "converged" ? [] : await eventsOrNote(plan, platform, clients, notes);
    reports[plan.key] = { state, differences, events, notes, ...(arn !== undefined && { arn }) };
  }
  return { ok: Object.values(reports).every(({ state }) => state === "converged"), loadBalancers: reports };
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

function missingNote({ controller, group }: LoadBalancerPlan, { aws }: PlatformConfig): string {
  const role =
    aws.assumeRoleArn === undefined
      ? ""
      : ` Terraform assumes the role ${aws.assumeRoleArn}, but verify reads with the credentials that it is given.`;
  return (
    `No load balancer in ${aws.region} that these credentials can see has the tag ${DIALECTS[controller].groupTag} = ${group}. ` +
    `It should be in account ${aws.allowedAccountIds.join(" or ")}.${role}`
  );
}

function unusedTargetGroupNotes(plan: LoadBalancerPlan): string[] {
  const inUse = targetGroupsInUse(plan);
  const unused = plan.targetGroups.map(({ name }) => name).filter((name) => !inUse.has(name));
  if (unused.length === 0) return [];
  return [`No rule sends requests to ${unused.join(", ")}, so AWS does not check whether the targets are healthy.`];
}
