export { fleetApp } from "./app";
export { LoadBalancerStack } from "./load-balancer-stack";
export { TenantsStack, tenantsStackName } from "./tenants-stack";
