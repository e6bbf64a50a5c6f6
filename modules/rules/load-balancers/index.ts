import { autoModeTags } from "./auto-mode-tags";
import { controllerMismatch } from "./controller-mismatch";
import { deletionProtectionOff } from "./deletion-protection-off";
import { foreignArn } from "./foreign-arn";
import { httpKept } from "./http-kept";
import { incompatibleAddresses } from "./incompatible-addresses";
import { invalidAttribute } from "./invalid-attribute";
import { invalidManagedRules } from "./invalid-managed-rules";
import { invalidSslPolicy } from "./invalid-ssl-policy";
import { invalidTraffic } from "./invalid-traffic";
import { missingListener } from "./missing-listener";
import { missingLoadBalancer } from "./missing-load-balancer";
import { plainHttp } from "./plain-http";
import { poolAnswersUnknownHosts } from "./pool-answers-unknown-hosts";
import { poolConflict } from "./pool-conflict";
import { quotaExceeded } from "./quota-exceeded";
import { singleLoadBalancer } from "./single-load-balancer";
import { standbyTooSmall } from "./standby-too-small";
import { tooManySecurityGroups } from "./too-many-security-groups";
import { unknownLoadBalancer } from "./unknown-load-balancer";
import { unknownSslPolicy } from "./unknown-ssl-policy";
import { webAclCostsMore } from "./web-acl-costs-more";

export const loadBalancerRules = [
  plainHttp,
  unknownSslPolicy,
  autoModeTags,
  controllerMismatch,
  deletionProtectionOff,
  foreignArn,
  httpKept,
  incompatibleAddresses,
  invalidAttribute,
  invalidManagedRules,
  invalidSslPolicy,
  invalidTraffic,
  missingListener,
  missingLoadBalancer,
  poolAnswersUnknownHosts,
  poolConflict,
  quotaExceeded,
  singleLoadBalancer,
  standbyTooSmall,
  tooManySecurityGroups,
  unknownLoadBalancer,
  webAclCostsMore,
] as const;
