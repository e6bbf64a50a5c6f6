export { AWS_LIMITS, CLOUDWATCH_LIMITS, FIXED_RESPONSE_CONTENT_TYPES, LCU, WAF_LIMITS } from "./limits";
export { LOAD_BALANCER_ATTRIBUTES } from "./load-balancer-attributes";
