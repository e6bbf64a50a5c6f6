import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, TerraformStack } from "../../modules/cdktf";
import type { Fleet } from "../../modules/model";
import type { Plan } from "../../modules/plan";
import { fleetApp } from "../../modules/stacks";
import type { ControllerInput, Ingress, IngressClassParams } from "./controller-reader";
import { inTemporaryDirectory } from "./temporary-directory";
import { evaluateTemplates, type Lookup } from "./terraform-evaluator";

/** A stack's Terraform JSON. */
interface Stack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON, whose shape is what the tests find out
type Resource = any;

/** Synthesizes a fleet and says which objects the API server would hold once all its stacks are applied. */
export function appliedObjects(fleet: Fleet, plan: Plan): ControllerInput {
  const stacks = new Map([...synthesize(fleet, plan)].map(([name, text]) => [name, JSON.parse(text) as Stack]));
  const applied = [...stacks.keys()].map((name) => apply(name, stacks));
  const classes = applied.flatMap((stack) => resources(stack, "kubernetes_ingress_class_v1"));
  const params = applied
    .flatMap((stack) => resources(stack, "kubernetes_manifest"))
    .map(({ manifest }) => manifest)
    .filter(({ kind }) => kind === "IngressClassParams");
  const ingresses = applied.flatMap((stack) => resources(stack, "kubernetes_ingress_v1")).map(asIngress);
  return {
    ingressClassParams: classes.map(({ metadata, spec }) => {
      const found = params.find((one) => one.metadata.name === spec.parameters[0].name);
      const members = ingresses.filter((ingress) => ingress.spec.ingressClassName === metadata.name);
      // The reader knows a class by its parameters' name.
      return { ...asSelfManaged(found, members), metadata: { name: metadata.name } };
    }),
    ingresses,
    targetGroups: applied
      .flatMap((stack) => resources(stack, "aws_lb_target_group"))
      .map(({ name }) => ({ name, arn: arnOf(name) })),
  };
}

/**
 * Parameters of EKS Auto Mode as the reader, which is the other controller's, knows them: certificates have another
 * name, and the redirect to HTTPS is what a member of the group says.
 */
function asSelfManaged(params: Resource, members: readonly Ingress[]): IngressClassParams {
  const { certificateARNs, ...spec } = params.spec;
  if (params.apiVersion !== "eks.amazonaws.com/v1") return params;
  const redirects = members.map(({ metadata }) => metadata.annotations?.["alb.ingress.kubernetes.io/ssl-redirect"]);
  return { ...params, spec: { ...spec, certificateArn: certificateARNs, sslRedirectPort: redirects.find(Boolean) } };
}

/** The Terraform JSON of every stack, as it is written, by the stack's name. */
export function synthesize(fleet: Fleet, plan: Plan): Map<string, string> {
  return withApp(fleet, plan, (app, outdir) => {
    app.synth();
    const names = readdirSync(join(outdir, "stacks")).sort();
    return new Map(names.map((name) => [name, readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")]));
  });
}

/** The HCL of every stack, as `cdktf synth --hcl` writes it. */
export function synthesizeHcl(fleet: Fleet, plan: Plan): Map<string, string> {
  return withApp(fleet, plan, (app) => {
    const stacks = app.node.children.filter(TerraformStack.isStack);
    return new Map(stacks.map((stack) => [stack.node.id, stack.toHclTerraform().hcl]));
  });
}

function withApp<T>(fleet: Fleet, plan: Plan, use: (app: App, outdir: string) => T): T {
  return inTemporaryDirectory(({ directory }) => use(fleetApp(fleet, plan, { outdir: directory }), directory));
}

/** A stack with its references resolved, as far as they matter: target groups, and outputs of other stacks. */
function apply(name: string, stacks: ReadonlyMap<string, Stack>): Stack {
  const stack = stacks.get(name);
  if (stack === undefined) throw new Error(`no stack ${name}`);
  const lookup: Lookup = (reference) => {
    const [type, id, attribute] = reference;
    if (type === "aws_lb_target_group" && attribute === "arn") return arnOf(stack.resource?.[type]?.[id!].name);
    if (type !== "data" || id !== "terraform_remote_state") return reference.join(".");
    const [, , other, , output, key] = reference;
    const value = apply(String(other), stacks).output?.[String(output)]?.value as Record<string, unknown> | undefined;
    const element = key === undefined ? value : value?.[key];
    if (element === undefined) throw new Error(`${reference.join(".")} is no output of stack ${other}`);
    return element;
  };
  return evaluateTemplates(stack, lookup) as Stack;
}

function arnOf(targetGroup: string): string {
  return `arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/${targetGroup}/0123456789abcdef`;
}

function resources(stack: Stack, type: string): Resource[] {
  return Object.values(stack.resource?.[type] ?? {});
}

/** The provider's names in the API's. */
function asIngress({ metadata, spec }: Resource): Ingress {
  return {
    metadata,
    spec: {
      ingressClassName: spec.ingress_class_name,
      defaultBackend: spec.default_backend,
      rules: spec.rule?.map(({ host, http }: Resource) => ({
        host,
        http: http && {
          paths: http.path.map(({ backend, path, path_type }: Resource) => ({ backend, path, pathType: path_type })),
        },
      })),
    },
  };
}
