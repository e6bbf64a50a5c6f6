import { quote, type UncodedFinding } from "../../findings";
import { ingressName, loadBalancerName, poolIngressName, targetGroupName } from "../../plan";
import type { DocumentPath } from "../../source";
import { inPlatform, locateInPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

const SUBNETS = ["subnet-00000001", "subnet-00000002"];

/** Generated names are unique: hyphens can make two out of different parts (`web` on `edge-x`, `web-edge` on `x`). */
export const nameCollision = defineRule({
  code: "name-collision",
  severity: "error",
  summary: "two resources of one name (service web on edge-x, service web-edge on x)",
  help: "Parts of names are joined with hyphens.",
  valid: [{ platform: { loadBalancers: { "edge-x": { services: ["web"], subnets: SUBNETS } } } }],
  invalid: [
    {
      platform: {
        services: { "web-edge": { namespace: "apps", name: "web-edge", port: 80 } },
        loadBalancers: {
          "edge-x": { services: ["web"], subnets: SUBNETS },
          x: { services: ["web-edge"], subnets: SUBNETS },
        },
      },
    },
  ],
  check: (context) => {
    const { platform } = context;
    if (platform === undefined) return [];
    const findings: UncodedFinding[] = [];
    const taken = new Map<string, DocumentPath>();
    const take = (kind: string, name: string, path: DocumentPath, atKey: boolean) => {
      const id = `${kind} ${name}`;
      const first = taken.get(id);
      if (first === undefined) {
        taken.set(id, path);
        return;
      }
      findings.push(
        inPlatform(context, path, {
          message: `The ${kind} would be called ${quote(name)}, like another one.`,
          help: "Rename one of the two.",
          atKey,
          related: [locateInPlatform(context, first)],
        }),
      );
    };
    for (const [key, config] of Object.entries(platform.loadBalancers)) {
      const name = loadBalancerName(platform.fleet, key);
      const path = ["loadBalancers", key];
      take("load balancer", name, path, true);
      take(
        "IngressGroup",
        config.group ?? name,
        config.group === undefined ? path : [...path, "group"],
        config.group === undefined,
      );
      for (const service of new Set(config.services)) {
        const index = config.services.indexOf(service);
        take("target group", targetGroupName(platform.fleet, service, key), [...path, "services", index], false);
      }
      config.pools.forEach((_, index) => {
        const ingress = poolIngressName(key, index + 1);
        const other = Object.keys(platform.loadBalancers).find((one) => ingressName(key, one, undefined) === ingress);
        if (other === undefined) return;
        findings.push(
          inPlatform(context, ["loadBalancers", other], {
            message: `A tenant ${quote(key)} on load balancer ${quote(other)} would have the Ingress ${quote(ingress)}, like a pool of ${quote(key)}.`,
            help: "Rename this load balancer.",
            atKey: true,
            related: [locateInPlatform(context, ["loadBalancers", key, "pools", index])],
          }),
        );
      });
    }
    return findings;
  },
});
