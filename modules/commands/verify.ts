import type { PlatformConfig } from "../model";
import type { LoadBalancerPlan } from "../plan";
import {
  awsLoadBalancingClient,
  awsWebAclClient,
  kubernetesEventsClient,
  systemClock,
  type Verification,
  verificationDocument,
  verifyFleet,
} from "../verify";
import { parseDuration } from "./duration";
import { printDiagnostic, printDocument, printJson } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";
import { selectLoadBalancers } from "./routes";

export interface VerifyCommandOptions extends FleetOptions {
  readonly lb?: string;
  /** `30s`, `5m`, `1h`, or `0` for one look. */
  readonly timeout: string;
}

/** `tenantry verify`: whether the real ALBs equal the plan; waits until they do or the time is up. */
export async function verify(options: VerifyCommandOptions): Promise<number> {
  const timeoutMs =
    options.timeout === "0" ? 0 : parseDuration("--timeout", options.timeout, "30s, 5m, 1h, or 0 for a single look");
  const fleet = loadPlannedFleet(options);
  if (fleet === undefined) return 1;
  const loadBalancers = selectLoadBalancers(fleet.plan, options.lb);
  const verification = await verifyLoadBalancers(loadBalancers, fleet.fleet.platform, timeoutMs);
  if (options.json) printJson(verification);
  else printDocument(verificationDocument(verification), options);
  return verification.ok ? 0 : 1;
}

/** Asks AWS and the cluster, as the platform says how to reach them. */
export function verifyLoadBalancers(
  loadBalancers: readonly LoadBalancerPlan[],
  platform: PlatformConfig,
  timeoutMs: number,
): Promise<Verification> {
  return verifyFleet({
    loadBalancers,
    platform,
    timeoutMs,
    clients: {
      loadBalancing: awsLoadBalancingClient(platform),
      webAcls: awsWebAclClient(platform),
      events: kubernetesEventsClient(platform),
    },
    clock: systemClock,
    onProgress: (line) => {
      if (process.stderr.isTTY) printDiagnostic(`${line}\n`);
    },
  });
}
