export { fleetApp } from "./app";
export { LoadBalancerStack, type LoadBalancerStackProps } from "./load-balancer-stack";
export { leadTo, OtherStateError, outputDirectory, refuseOtherStates } from "./output-directory";
export { TenantsStack, type TenantsStackProps } from "./tenants-stack";
