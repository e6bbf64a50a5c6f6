import { App, TerraformStack } from "../../modules/cdktf";
import { TenantIngress } from "../../modules/constructs";
import { planFleet, targetGroupName } from "../../modules/plan";
import { parseTerraformPlan, type Review, reviewPlans } from "../../modules/review";
import { decodeFiles, type FleetFiles } from "../support/arbitrary-fleet";
import { evaluateTemplates } from "../support/terraform-evaluator";

/** An entry of `resource_changes`. */
export interface ChangeDocument {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly before: unknown; readonly after: unknown };
}

export type PlanDocument = Readonly<Record<string, unknown>>;

/** A complete plan as `terraform show -json` prints it, as far as it is read. */
export function planDocument(changes: readonly object[], more: PlanDocument = {}): PlanDocument {
  return {
    format_version: "1.2",
    complete: true,
    errored: false,
    planned_values: {},
    resource_changes: changes,
    ...more,
  };
}

/** The review of plans; `path` is `<number>.json`. */
export function review(
  documents: readonly PlanDocument[],
  allowedRemovals = 1,
  expected: readonly string[] = [],
): Review {
  const plans = documents.map((document, index) => {
    const path = `${index + 1}.json`;
    return { path, plan: parseTerraformPlan(Buffer.from(JSON.stringify(document)), path) };
  });
  return reviewPlans(plans, allowedRemovals, expected);
}

/** A change of one resource; `before` and `after` null or undefined where it is not there. */
export function change(address: string, before: unknown, after: unknown, more: object = {}): ChangeDocument {
  const [type = "", name = ""] = address.split(".").slice(-2);
  const details = { actions: actions(before, after), before: before ?? null, after: after ?? null, after_unknown: {} };
  return {
    address,
    mode: "managed",
    type,
    name: name.replace(/\[.*/, ""),
    change: { ...details, ...more },
  } as ChangeDocument;
}

function actions(before: unknown, after: unknown): string[] {
  if (before == null) return ["create"];
  if (after == null) return ["delete"];
  return JSON.stringify(before) === JSON.stringify(after) ? ["no-op"] : ["update"];
}

/** A value of `kubernetes_ingress_v1`: one host, forwarded to one target group, if nothing else is said. */
export function ingress(
  name: string,
  {
    annotations = {},
    labels = {},
    host = `${name.split(".")[0]}.shop.example`,
  }: { annotations?: Record<string, unknown>; labels?: Record<string, string>; host?: string } = {},
) {
  const action = {
    type: "forward",
    targetGroupARN: "arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/shop-web-edge-1/1",
  };
  return terraformValue({
    metadata: {
      name,
      namespace: "tenants",
      annotations: {
        "alb.ingress.kubernetes.io/actions.forward-to-tg": JSON.stringify(action),
        "alb.ingress.kubernetes.io/group.order": "0",
        ...annotations,
      },
      labels: { "app.kubernetes.io/managed-by": "tenantry", ...labels },
    },
    spec: {
      ingress_class_name: "shop-edge-1",
      rule: [
        {
          host,
          http: {
            path: [
              {
                path: "/*",
                path_type: "ImplementationSpecific",
                backend: { service: { name: "forward-to-tg", port: { name: "use-annotation" } } },
              },
            ],
          },
        },
      ],
    },
  });
}

/** An Ingress as it stands in the configuration. */
interface Resource {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: {
    readonly ingress_class_name: string;
    readonly rule: readonly { readonly host: string; readonly http?: { readonly path: readonly Path[] } }[];
    readonly tls?: readonly object[];
  };
}

interface Path {
  readonly path: string;
  readonly path_type: string;
  readonly backend: { readonly service: { readonly name: string; readonly port: object } };
}

/** The same as it stands in a plan, where every block is a list. */
function terraformValue({ metadata, spec }: Resource) {
  const path = ({ backend: { service }, ...rest }: Path) => ({
    ...rest,
    backend: [{ service: [{ name: service.name, port: [service.port] }], resource: [] }],
  });
  const rule = spec.rule.map(({ host, http }) => ({
    host,
    http: http === undefined ? [] : [{ path: http.path.map(path) }],
  }));
  return {
    id: `${metadata.namespace}/${metadata.name}`,
    metadata: [metadata],
    spec: [{ ingress_class_name: spec.ingress_class_name, default_backend: [], rule, tls: spec.tls ?? [] }],
  };
}

/** The plan of the tenants' stack of a load balancer that makes one fleet out of another, from what is generated. */
export function tenantsPlan(before: FleetFiles, after: FleetFiles, loadBalancer = "edge-1"): PlanDocument {
  const [old, now] = [tenantIngresses(before, loadBalancer), tenantIngresses(after, loadBalancer)];
  const addresses = [...new Set([...old.keys(), ...now.keys()])];
  return planDocument(addresses.map((address) => change(address, old.get(address), now.get(address))));
}

function tenantIngresses(files: FleetFiles, key: string): Map<string, unknown> {
  const loadBalancer = planFleet(decodeFiles(files)).loadBalancers.find((one) => one.key === key)!;
  const stack = new TerraformStack(new App(), key);
  const targetGroupArn = (service: string) =>
    `"arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/${targetGroupName("shop", service, key)}/0"`;
  return new Map(
    loadBalancer.ingresses.map((ingress) => {
      const props = { ingress, ingressClassName: loadBalancer.name, targetGroupArn };
      const resource = new TenantIngress(stack, ingress.resourceId, props);
      return [resource.address, terraformValue(evaluateTemplates(resource.toResource(), noLookup) as Resource)];
    }),
  );
}

function noLookup(): never {
  throw new Error("Nothing refers to other resources.");
}
