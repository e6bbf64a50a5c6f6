import { Construct } from "constructs";
import { TerraformOutput, type TerraformStack } from "../cdktf";
import { mapElement, TenantIngress } from "../constructs";
import type { PlatformConfig } from "../model";
import { type LoadBalancerPlan, stackNames, TENANT_STACK_OUTPUT, type TenantStackPlan } from "../plan";
import { remoteState, TARGET_GROUP_ARNS, useBackend } from "./backend";
import { FleetStack } from "./fleet-stack";
import { useKubernetes } from "./kubernetes-provider";
import { CLUSTER_CERTIFICATE_AUTHORITY, CLUSTER_ENDPOINT } from "./load-balancer-stack";

export interface TenantsStackProps {
  readonly plan: LoadBalancerPlan;
  /** The part of the tenants that this stack holds. */
  readonly tenants: TenantStackPlan;
  readonly platform: PlatformConfig;
  /** Deployed first: this stack reads its outputs. */
  readonly loadBalancerStack: TerraformStack;
}

/** `<lb>-tenants`, or one of several: tenants' Ingresses, and nothing of AWS. */
export class TenantsStack extends FleetStack {
  constructor(scope: Construct, { plan, tenants, platform, loadBalancerStack }: TenantsStackProps) {
    const { name } = tenants;
    super(scope, name);
    useBackend(this, platform, name);
    const outputs = remoteState(this, platform, stackNames(plan.key).loadBalancer);
    useKubernetes(this, platform, {
      endpoint: `\${${outputs}.${CLUSTER_ENDPOINT}}`,
      certificateAuthorityData: `${outputs}.${CLUSTER_CERTIFICATE_AUTHORITY}`,
    });
    const targetGroupArn = (service: string) => mapElement(`${outputs}.${TARGET_GROUP_ARNS}`, service);
    // A scope of their own, so that a tenant may be called like anything else here.
    const ingresses = new Construct(this, "Default");
    for (const ingress of tenants.ingresses) {
      new TenantIngress(ingresses, ingress.resourceId, { ingress, ingressClassName: plan.name, targetGroupArn });
    }
    if (plan.tenantStacks.length > 1) {
      // A plan does not say which stack it is of, and all of these read the same state: `review` asks this output.
      new TerraformOutput(this, TENANT_STACK_OUTPUT, { value: name, staticId: true });
    }
    this.addDependency(loadBalancerStack);
  }
}
