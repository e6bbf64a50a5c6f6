/**
 * What one would write without Tenantry: a loop that makes every tenant's Ingress with the provider's class, one
 * stack per load balancer. The same Ingresses as Tenantry's, which `__tests__/speed` asserts.
 *
 * Run with FLEET = the directory of a fleet made by `generateFleet`.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { IngressV1 } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, DataTerraformRemoteStateLocal, TerraformStack } from "cdktf";
import { type BenchTenant, readPlatform, readTenants } from "./generate-fleet";

const ALB = "alb.ingress.kubernetes.io";
const directory = process.env.FLEET!;
const { fleet, kubernetes, loadBalancers } = readPlatform(directory);
const names = readdirSync(join(directory, "tenants")).map((file) => file.replace(/\.json$/, ""));
const tenants = readTenants(directory, names);

const app = new App();
for (const loadBalancer of Object.keys(loadBalancers)) {
  const stack = new TerraformStack(app, `${loadBalancer}-tenants`);
  new KubernetesProvider(stack, "kubernetes", { configPath: "~/.kube/config" });
  new DataTerraformRemoteStateLocal(stack, loadBalancer, {
    path: `../../../terraform.${fleet}.${loadBalancer}.tfstate`,
  });
  for (const tenant of tenants) if (tenant.loadBalancer === loadBalancer) addIngress(stack, tenant);
}
app.synth();

function addIngress(stack: TerraformStack, { name, hosts, loadBalancer, service, order }: BenchTenant): void {
  const arn = `data.terraform_remote_state.${loadBalancer}.outputs.target_group_arns["${service}"]`;
  new IngressV1(stack, name, {
    metadata: {
      name: `${name}.${loadBalancer}`,
      namespace: kubernetes.namespace,
      labels: { "app.kubernetes.io/managed-by": "tenantry", "tenantry/tenant": name },
      annotations: {
        [`${ALB}/actions.forward-to-tg`]: `\${jsonencode({"type" = "forward", "targetGroupARN" = ${arn}})}`,
        ...(hosts.length > 1 && {
          [`${ALB}/conditions.forward-to-tg`]: JSON.stringify([
            { field: "host-header", hostHeaderConfig: { values: hosts.slice(1) } },
          ]),
        }),
        [`${ALB}/group.order`]: String(order),
      },
    },
    spec: {
      ingressClassName: `${fleet}-${loadBalancer}`,
      rule: [
        {
          host: hosts[0]!,
          http: {
            path: [
              {
                path: "/*",
                pathType: "ImplementationSpecific",
                backend: { service: { name: "forward-to-tg", port: { name: "use-annotation" } } },
              },
            ],
          },
        },
      ],
      tls: [{ hosts: [...hosts] }],
    },
  });
}
