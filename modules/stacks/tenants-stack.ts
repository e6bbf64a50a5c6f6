import { Construct } from "constructs";
import type { TerraformStack } from "../cdktf";
import { mapElement, TenantIngress } from "../constructs";
import type { PlatformConfig } from "../model";
import { type LoadBalancerPlan, stackNames } from "../plan";
import { remoteState, TARGET_GROUP_ARNS, useBackend } from "./backend";
import { FleetStack } from "./fleet-stack";
import { useKubernetes } from "./kubernetes-provider";
import { CLUSTER_CERTIFICATE_AUTHORITY, CLUSTER_ENDPOINT } from "./load-balancer-stack";

export interface TenantsStackProps {
  readonly plan: LoadBalancerPlan;
  readonly platform: PlatformConfig;
  /** Deployed first: this stack reads its outputs. */
  readonly loadBalancerStack: TerraformStack;
}

/** `<lb>-tenants`: the tenants' Ingresses, and nothing of AWS. */
export class TenantsStack extends FleetStack {
  constructor(scope: Construct, { plan, platform, loadBalancerStack }: TenantsStackProps) {
    const { loadBalancer, tenants: name } = stackNames(plan.key);
    super(scope, name);
    useBackend(this, platform, name);
    const outputs = remoteState(this, platform, loadBalancer);
    useKubernetes(this, platform, {
      endpoint: `\${${outputs}.${CLUSTER_ENDPOINT}}`,
      certificateAuthorityData: `${outputs}.${CLUSTER_CERTIFICATE_AUTHORITY}`,
    });
    const targetGroupArn = (service: string) => mapElement(`${outputs}.${TARGET_GROUP_ARNS}`, service);
    // A scope of their own, so that a tenant may be called like anything else here.
    const tenants = new Construct(this, "Default");
    for (const ingress of plan.ingresses) {
      new TenantIngress(tenants, ingress.resourceId, { ingress, ingressClassName: plan.name, targetGroupArn });
    }
    this.addDependency(loadBalancerStack);
  }
}
