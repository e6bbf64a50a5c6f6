import type { Construct } from "constructs";
import { TerraformElement } from "../cdktf";
import { USE_ANNOTATION } from "../controller";
import { containsToken, PlainData, PlainPart } from "./plain-data";

/** What an Ingress says; all texts as Terraform takes them (templates allowed, literal text escaped). */
export interface IngressResourceProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ingressClassName: string;
  /** Backend of requests that no rule answers. One member of a group only. */
  readonly defaultBackend?: string;
  readonly rules?: readonly IngressResourceRule[];
  /** For `spec.tls[].hosts`: external-dns and people see hosts there that stand in conditions only. */
  readonly tlsHosts?: readonly string[];
  readonly waitForLoadBalancer?: boolean;
  /** How long its creation may take, waiting included, as Terraform writes it (`5m`). The provider's default is 20m. */
  readonly createTimeout?: string;
}

/** One host with one path, or a host that is only named: the controller then makes no listener rule of it. */
export interface IngressResourceRule {
  readonly host: string;
  readonly http?: { readonly path: string; readonly pathType: string; readonly backend: string };
}

const RESOURCE_TYPE = "kubernetes_ingress_v1";

/**
 * A `kubernetes_ingress_v1` as plain data. The provider's own class makes some forty objects and tokens of every
 * Ingress, whose resolution is most of the time that a synthesis with thousands of tenants takes.
 */
export class IngressResource extends TerraformElement {
  /** Addresses of resources that must exist before. */
  readonly dependsOn: string[] = [];
  readonly #props: IngressResourceProps;
  readonly #hasTokens: boolean;

  constructor(scope: Construct, id: string, props: IngressResourceProps) {
    super(scope, id, RESOURCE_TYPE);
    this.#props = props;
    this.#hasTokens = containsToken(props);
  }

  /** The address in Terraform. */
  get address(): string {
    return `${RESOURCE_TYPE}.${this.friendlyUniqueId}`;
  }

  /** The resource's body in Terraform's JSON syntax. */
  toResource(): object {
    const { name, namespace, labels, annotations, waitForLoadBalancer, createTimeout } = this.#props;
    return {
      "//": this.constructNodeMetadata,
      ...(this.dependsOn.length > 0 && { depends_on: this.dependsOn }),
      metadata: { annotations, ...(labels && { labels }), name, namespace },
      spec: this.#spec(),
      ...(createTimeout !== undefined && { timeouts: { create: createTimeout } }),
      ...(waitForLoadBalancer && { wait_for_load_balancer: true }),
    };
  }

  override toTerraform(): object {
    const part = (body: object) => ({ resource: { [RESOURCE_TYPE]: { [this.friendlyUniqueId]: body } } });
    if (this.#hasTokens) return part(this.toResource());
    return new PlainPart(part(new PlainData(() => this.toResource())));
  }

  override toHclTerraform(): object {
    const { metadata, spec, timeouts, wait_for_load_balancer, ...others } = this.toResource() as Hcl;
    const { annotations, labels, ...names } = metadata as Hcl;
    const resource = {
      ...others,
      metadata: block({
        ...blocks(names),
        annotations: map(annotations),
        ...(labels !== undefined && { labels: map(labels) }),
      }),
      spec: block(blocks(spec as Hcl)),
      ...(timeouts !== undefined && { timeouts: block(blocks(timeouts as Hcl)) }),
      ...(wait_for_load_balancer !== undefined && {
        wait_for_load_balancer: { value: true, type: "simple", storageClassType: "boolean" },
      }),
    };
    return { resource: { [RESOURCE_TYPE]: { [this.friendlyUniqueId]: resource } } };
  }

  #spec(): object {
    const { ingressClassName, defaultBackend, rules, tlsHosts } = this.#props;
    return {
      ...(defaultBackend !== undefined && { default_backend: backend(defaultBackend) }),
      ingress_class_name: ingressClassName,
      ...(rules && {
        rule: rules.map(({ host, http }) => ({
          host,
          ...(http && {
            http: { path: [{ backend: backend(http.backend), path: http.path, path_type: http.pathType }] },
          }),
        })),
      }),
      ...(tlsHosts && { tls: [{ hosts: tlsHosts }] }),
    };
  }
}

function backend(name: string): object {
  return { service: { name, port: { name: USE_ANNOTATION } } };
}

/** HCL is rendered from values that say what they are. */
type Hcl = Record<string, unknown>;

/** Objects and lists of objects are blocks, all the way down; everything else is text or a list of texts. */
function blocks(values: Hcl): Hcl {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (!Array.isArray(value)) {
        return [key, typeof value === "object" ? block(blocks(value as Hcl)) : { ...TEXT, value }];
      }
      return [key, typeof value[0] === "object" ? block(value.map(blocks)) : { ...TEXTS, value }];
    }),
  );
}

const TEXT = { isBlock: false, type: "simple", storageClassType: "string" };
const TEXTS = { isBlock: false, type: "list", storageClassType: "stringList" };

function map(value: unknown): Hcl {
  return { value, isBlock: false, type: "map", storageClassType: "stringMap" };
}

function block(value: unknown): Hcl {
  return { value, isBlock: true, type: "list", storageClassType: "object" };
}
