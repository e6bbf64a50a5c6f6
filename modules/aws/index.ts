export { AWS_LIMITS, FIXED_RESPONSE_CONTENT_TYPES } from "./limits";
export { LOAD_BALANCER_ATTRIBUTES } from "./load-balancer-attributes";
