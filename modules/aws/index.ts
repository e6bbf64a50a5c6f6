export {
  ATHENA_LIMITS,
  AWS_LIMITS,
  CLOUDWATCH_LIMITS,
  FIXED_RESPONSE_CONTENT_TYPES,
  KUBERNETES_LIMITS,
  LCU,
  WAF_LIMITS,
} from "./limits";
export { LOAD_BALANCER_ATTRIBUTES } from "./load-balancer-attributes";
export { NEWER_SSL_POLICY, SSL_POLICIES } from "./ssl-policies";
