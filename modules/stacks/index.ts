export { fleetApp } from "./app";
export { LoadBalancerStack, type LoadBalancerStackProps } from "./load-balancer-stack";
export { TenantsStack, type TenantsStackProps } from "./tenants-stack";
