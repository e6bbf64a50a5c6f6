import { deletionProtectionOff } from "./deletion-protection-off";
import { foreignArn } from "./foreign-arn";
import { incompatibleAddresses } from "./incompatible-addresses";
import { invalidAttribute } from "./invalid-attribute";
import { invalidSslPolicy } from "./invalid-ssl-policy";
import { missingLoadBalancer } from "./missing-load-balancer";
import { quotaExceeded } from "./quota-exceeded";
import { singleLoadBalancer } from "./single-load-balancer";
import { standbyTooSmall } from "./standby-too-small";
import { tooManySecurityGroups } from "./too-many-security-groups";
import { unknownLoadBalancer } from "./unknown-load-balancer";

export const loadBalancerRules = [
  deletionProtectionOff,
  foreignArn,
  incompatibleAddresses,
  invalidAttribute,
  invalidSslPolicy,
  missingLoadBalancer,
  quotaExceeded,
  singleLoadBalancer,
  standbyTooSmall,
  tooManySecurityGroups,
  unknownLoadBalancer,
] as const;
