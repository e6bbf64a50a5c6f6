import { Assumed } from "../draft-text";
import type { GroupSettings } from "../group-settings";

/** The load balancer to be: nothing of the one in front of ingress-nginx is in its Ingresses. */
export function nginxSettings(hasTls: boolean): GroupSettings {
  return {
    config: {
      scheme: new Assumed("internal", "the Service of ingress-nginx says what today's load balancer is"),
      subnets: new Assumed(
        ["subnet-00000000000000001", "subnet-00000000000000002"],
        "two or more, in different Availability Zones",
      ),
      inboundCidrs: new Assumed(["0.0.0.0/0"], "who may connect; today the load balancer in front of nginx decides"),
    },
    certificateArns: [],
    madeCertificates: false,
    https: hasTls,
    http: undefined,
    tags: new Map(),
    conflicts: [],
    paramsUnknown: false,
  };
}
