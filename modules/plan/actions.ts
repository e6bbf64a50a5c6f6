import { type FixedResponseAction, type ForwardAction, type RedirectAction, redirectAction } from "../alb";
import { compareText } from "../findings";
import type { FixedResponseConfig, PlatformConfig, RedirectInput } from "../model";
import { targetGroupName } from "./naming";
import type { PlannedAction, PlannedTargetGroup } from "./types";

/** What a route or a tenant's catch-all says about its answer. */
export interface Answer {
  readonly service?: string | undefined;
  readonly weights?: Readonly<Record<string, number>> | undefined;
  readonly redirect?: RedirectInput | undefined;
  readonly respond?: FixedResponseConfig | undefined;
}

/** The actions of one load balancer's rules; those of hundreds of tenants with the same service are one object. */
export class Actions {
  readonly #platform: PlatformConfig;
  readonly #loadBalancer: string;
  readonly #toService = new Map<string, ForwardAction<PlannedTargetGroup>>();

  constructor(platform: PlatformConfig, loadBalancer: string) {
    this.#platform = platform;
    this.#loadBalancer = loadBalancer;
  }

  actionFor({ redirect, respond, weights, service = "" }: Answer): PlannedAction {
    if (respond !== undefined) return fixedResponseAction(respond);
    if (redirect !== undefined) return redirectAction(redirect);
    if (weights !== undefined) return forwardAction(weights, this.#platform, this.#loadBalancer);
    let action = this.#toService.get(service);
    if (action === undefined) {
      action = forwardAction({ [service]: 1 }, this.#platform, this.#loadBalancer);
      this.#toService.set(service, action);
    }
    return action;
  }
}

function forwardAction(
  weights: Readonly<Record<string, number>>,
  platform: PlatformConfig,
  loadBalancer: string,
): ForwardAction<PlannedTargetGroup> {
  const services = Object.keys(weights).sort(compareText);
  const targetGroups = services.map((service) => ({
    service,
    name: targetGroupName(platform.fleet, service, loadBalancer),
    weight: weights[service] ?? 1,
  }));
  // A cookie that binds a client to a Pod says nothing about the target group: where several share a rule, ALB
  // wants the stickiness between the groups as well, for the longest of the times.
  const sticky = services.map((service) => platform.services[service]?.stickiness?.durationSeconds ?? 0);
  const stickinessSeconds = Math.max(...sticky);
  return services.length > 1 && stickinessSeconds > 0
    ? { type: "forward", targetGroups, stickinessSeconds }
    : { type: "forward", targetGroups };
}

export function fixedResponseAction(response: FixedResponseConfig): FixedResponseAction {
  return { type: "fixed-response", ...response };
}

/** What answers hosts that no tenant claims. */
export function unknownHostAction({
  responses: { unknownHost },
}: PlatformConfig): FixedResponseAction | RedirectAction {
  return "redirect" in unknownHost ? redirectAction(unknownHost.redirect) : fixedResponseAction(unknownHost);
}
