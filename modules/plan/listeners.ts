import { type Protocol, redirectAction } from "../alb";
import type { LoadBalancerConfig } from "../model";
import type { InboundRule, ListenerPlan, PlannedAction, PlannedRule } from "./types";

/*
 * What a load balancer listens on, and for whom.
 */

/** The protocol of the listener that carries a load balancer's rules: HTTPS with certificates, HTTP with none. */
export function protocolOf({ certificates }: Pick<LoadBalancerConfig, "certificates">): Protocol {
  return certificates.length > 0 ? "HTTPS" : "HTTP";
}

/** Every listener, ordered by port: beside HTTPS there is one on HTTP that only redirects to it, unless it is off. */
export function listeners(
  config: LoadBalancerConfig,
  rules: readonly PlannedRule[],
  unknownHost: PlannedAction,
): ListenerPlan[] {
  if (protocolOf(config) === "HTTP") return [{ port: 80, protocol: "HTTP", rules, default: unknownHost }];
  const https: ListenerPlan = { port: 443, protocol: "HTTPS", rules, default: unknownHost };
  if (config.http !== "redirect") return [https];
  const toHttps = redirectAction({ protocol: "HTTPS", port: 443, statusCode: 301 });
  return [{ port: 80, protocol: "HTTP", rules: [], default: toHttps }, https];
}

/** The inbound rules of the security group made for a load balancer; none when security groups are given. */
export function inboundRules(config: LoadBalancerConfig): InboundRule[] {
  if (config.securityGroups !== undefined) return [];
  const everybody = config.ipAddressType === "ipv4" ? ["0.0.0.0/0"] : ["0.0.0.0/0", "::/0"];
  const ports = protocolOf(config) === "HTTP" ? [80] : config.http === "off" ? [443] : [80, 443];
  return ports.flatMap((port) => (config.inboundCidrs ?? everybody).map((cidr) => ({ port, cidr })));
}
