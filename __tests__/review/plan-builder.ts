import { planFleet } from "../../modules/plan";
import { parseTerraformPlan, type Review, reviewPlans } from "../../modules/review";
import { decodeFiles, type FleetFiles } from "../support/arbitrary-fleet";
import type { Ingress } from "../support/controller-reader";
import { appliedObjects } from "../support/synthesized-stacks";

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
export function review(documents: readonly PlanDocument[], allowedRemovals = 1): Review {
  const plans = documents.map((document, index) => {
    const path = `${index + 1}.json`;
    return { path, plan: parseTerraformPlan(Buffer.from(JSON.stringify(document)), path) };
  });
  return reviewPlans(plans, allowedRemovals);
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
      ingressClassName: "shop-edge-1",
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: "/*",
                pathType: "ImplementationSpecific",
                backend: { service: { name: "forward-to-tg", port: { name: "use-annotation" } } },
              },
            ],
          },
        },
      ],
    },
  } as unknown as Ingress);
}

/** An Ingress in the provider's names, where every block is a list. */
function terraformValue({ metadata, spec }: Ingress) {
  const block = (value: unknown) => (value === undefined ? [] : [value]);
  const service = ({ service: { name, port } }: { service: { name: string; port: object } }) => [
    { service: [{ name, port: [port] }], resource: [] },
  ];
  return {
    id: `${metadata.namespace}/${metadata.name}`,
    metadata: [metadata],
    spec: [
      {
        ingress_class_name: spec.ingressClassName,
        default_backend: block(spec.defaultBackend),
        rule: (spec.rules ?? []).map(({ host, http }) => ({
          host,
          http: [
            {
              path: (http?.paths ?? []).map(({ path, pathType, backend }) => ({
                path,
                path_type: pathType,
                backend: service(backend as never),
              })),
            },
          ],
        })),
        tls: [],
      },
    ],
  };
}

/** The plan of the tenants' stack of a load balancer that makes one fleet out of another, from what is generated. */
export function tenantsPlan(before: FleetFiles, after: FleetFiles, loadBalancer = "edge-1"): PlanDocument {
  const [old, now] = [tenantIngresses(before, loadBalancer), tenantIngresses(after, loadBalancer)];
  const addresses = [...new Set([...old.keys(), ...now.keys()])];
  return planDocument(addresses.map((address) => change(address, old.get(address), now.get(address))));
}

function tenantIngresses(files: FleetFiles, loadBalancer: string): Map<string, unknown> {
  const fleet = decodeFiles(files);
  const { ingresses } = appliedObjects(fleet, planFleet(fleet));
  const entries = ingresses.flatMap((one): [string, unknown][] => {
    const [tenant, on, depth] = one.metadata.name.split(".");
    const id = depth === undefined ? tenant : `${tenant}_${depth}`;
    return on === loadBalancer ? [[`kubernetes_ingress_v1.${id}`, terraformValue(one)]] : [];
  });
  return new Map(entries);
}
