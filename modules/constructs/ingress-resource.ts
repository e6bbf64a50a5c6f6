import type { Construct } from "constructs";
import { TerraformElement } from "../cdktf";
import { containsToken, PlainData } from "./plain-data";

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
}

/** One host with one path. */
export interface IngressResourceRule {
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly backend: string;
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
    const { name, namespace, labels, annotations, waitForLoadBalancer } = this.#props;
    return {
      "//": this.constructNodeMetadata,
      ...(this.dependsOn.length > 0 && { depends_on: this.dependsOn }),
      metadata: { annotations, ...(labels && { labels }), name, namespace },
      spec: this.#spec(),
      ...(waitForLoadBalancer && { wait_for_load_balancer: true }),
    };
  }

  override toTerraform(): object {
    const body = this.#hasTokens ? this.toResource() : new PlainData(() => this.toResource());
    return { resource: { [RESOURCE_TYPE]: { [this.friendlyUniqueId]: body } } };
  }

  override toHclTerraform(): object {
    const { "//": metadata, depends_on, metadata: objectMeta, spec, wait_for_load_balancer } = this.toResource() as Hcl;
    const resource = {
      "//": metadata,
      ...(depends_on !== undefined && { depends_on }),
      metadata: block(attributes(objectMeta as Hcl)),
      spec: block(specBlock(spec as Hcl)),
      ...(wait_for_load_balancer !== undefined && { wait_for_load_balancer: simple(true, "boolean") }),
    };
    return { resource: { [RESOURCE_TYPE]: { [this.friendlyUniqueId]: resource } } };
  }

  #spec(): object {
    const { ingressClassName, defaultBackend, rules, tlsHosts } = this.#props;
    return {
      ...(defaultBackend !== undefined && { default_backend: backend(defaultBackend) }),
      ingress_class_name: ingressClassName,
      ...(rules && {
        rule: rules.map((rule) => ({
          host: rule.host,
          http: { path: [{ backend: backend(rule.backend), path: rule.path, path_type: rule.pathType }] },
        })),
      }),
      ...(tlsHosts && { tls: [{ hosts: tlsHosts }] }),
    };
  }
}

function backend(name: string): object {
  return { service: { name, port: { name: "use-annotation" } } };
}

/** cdktf renders HCL from values that say what they are. */
type Hcl = Record<string, unknown>;

function specBlock(spec: Hcl): Hcl {
  const rules = (spec.rule ?? []) as { host: string; http: { path: Hcl[] } }[];
  return {
    ...(spec.default_backend !== undefined && { default_backend: block(nestedBlocks(spec.default_backend as Hcl)) }),
    ingress_class_name: simple(spec.ingress_class_name, "string"),
    rule: block(
      rules.map(({ host, http }) => ({ host: simple(text(host), "string"), http: block(pathBlocks(http.path)) })),
    ),
    ...(spec.tls !== undefined && { tls: block((spec.tls as Hcl[]).map(attributes)) }),
  };
}

function pathBlocks(paths: readonly Hcl[]): Hcl {
  return {
    path: block(
      paths.map(({ backend: target, ...rest }) => ({
        ...attributes(rest),
        backend: block(nestedBlocks(target as Hcl)),
      })),
    ),
  };
}

/** Objects become blocks, all the way down; everything else attributes. */
function nestedBlocks(value: Hcl): Hcl {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === "object" ? block(nestedBlocks(inner as Hcl)) : simple(text(String(inner)), "string"),
    ]),
  );
}

function attributes(values: Hcl): Hcl {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (Array.isArray(value))
        return [key, { value: value.map(text), isBlock: false, type: "list", storageClassType: "stringList" }];
      if (typeof value === "object" && value !== null) {
        const map = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, text(String(inner))]));
        return [key, { value: map, isBlock: false, type: "map", storageClassType: "stringMap" }];
      }
      return [key, simple(text(String(value)), "string")];
    }),
  );
}

function block(value: unknown): Hcl {
  return { value, isBlock: true, type: "list", storageClassType: "object" };
}

function simple(value: unknown, storageClassType: string): Hcl {
  return { value, isBlock: false, type: "simple", storageClassType };
}

/**
 * Quoted as HCL needs it. cdktf's renderer leaves escaped quotes alone, but escapes neither backslashes nor quotes
 * in a text with `${`; an expression, on the other hand, must stay as it is.
 */
function text(value: string): string {
  return value.startsWith("${") ? value : JSON.stringify(value).slice(1, -1);
}
