import type { ControllerInput, Ingress } from "../support/controller-reader";

/** An Ingress as kubectl prints it. */
interface Stored {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations: Record<string, string>;
  };
  readonly spec: { readonly rules?: readonly StoredRule[] };
}

interface StoredRule {
  readonly host?: string;
  readonly http?: { readonly paths: readonly StoredPath[] };
}

interface StoredPath {
  readonly path?: string;
  readonly pathType: string;
  readonly backend: { readonly service: { readonly name: string; readonly port: { number?: number; name?: string } } };
}

const PREFIX = "alb.ingress.kubernetes.io/";

/** Numbers of named ports, by `namespace/service:name`. */
export type NamedPorts = Readonly<Record<string, number>>;

/**
 * Old Ingresses of one group as the independent reader of the controller's rules takes them: it knows actions with
 * ARNs only, so every Service and port becomes a target group named `namespace/service:port`.
 */
export function asControllerInput(group: string, ingresses: readonly Stored[], ports: NamedPorts): ControllerInput {
  const targetGroups = new Map<string, { name: string; arn: string }>();
  const targetGroup = (namespace: string, service: string, port: string | number) => {
    const number = /^\d+$/.test(String(port)) ? port : ports[`${namespace}/${service}:${port}`];
    const name = `${namespace}/${service}:${number}`;
    targetGroups.set(name, { name, arn: `arn:${name}` });
    return `arn:${name}`;
  };
  const converted = ingresses.map((stored) => convert(group, stored, targetGroup));
  return {
    ingressClassParams: [
      {
        metadata: { name: group },
        spec: {
          group: { name: group },
          loadBalancerName: group,
          scheme: "internal",
          certificateArn: ["arn:certificate"],
          sslRedirectPort: "443",
        },
      },
    ],
    ingresses: converted,
    targetGroups: [...targetGroups.values()],
  };
}

/** The same with each member's own listeners: their class has no certificate, and says no more than the group. */
export function asMembers(group: string, ingresses: readonly Stored[]): ControllerInput {
  const input = asControllerInput(group, ingresses, {});
  const inGroup = { group: { name: group }, loadBalancerName: group, scheme: "internal" };
  const OWN = ["listen-ports", "ssl-redirect"].map((name) => PREFIX + name);
  return {
    ...input,
    ingressClassParams: [{ metadata: { name: group }, spec: inGroup }],
    ingresses: input.ingresses.map((converted, index) => {
      const { annotations } = ingresses[index]!.metadata;
      const own = Object.entries(annotations).filter(([key]) => OWN.includes(key));
      const { metadata } = converted;
      return {
        ...converted,
        metadata: { ...metadata, annotations: { ...metadata.annotations, ...Object.fromEntries(own) } },
      };
    }),
  };
}

type TargetGroup = (namespace: string, service: string, port: string | number) => string;

function convert(group: string, { metadata, spec }: Stored, targetGroup: TargetGroup): Ingress {
  const { namespace, name } = metadata;
  const annotations: Record<string, string> = {};
  for (const [key, value] of Object.entries(metadata.annotations)) {
    if (key === `${PREFIX}group.order`) annotations[key] = value;
    if (key.startsWith(`${PREFIX}actions.`)) annotations[key] = withArns(value, namespace, targetGroup);
  }
  const rules = (spec.rules ?? []).map(({ host, http }) => ({
    host,
    http: {
      paths: (http?.paths ?? []).map(({ path, pathType, backend: { service } }) => {
        const conditions = metadata.annotations[`${PREFIX}conditions.${service.name}`];
        const port = service.port.number ?? service.port.name!;
        const backend = port === "use-annotation" ? service.name : `${service.name}-${port}`;
        if (conditions !== undefined) annotations[`${PREFIX}conditions.${backend}`] = conditions;
        annotations[`${PREFIX}actions.${backend}`] ??= JSON.stringify({
          type: "forward",
          targetGroupARN: targetGroup(namespace, service.name, port),
        });
        return { path, pathType, backend: { service: { name: backend, port: { name: "use-annotation" } } } };
      }),
    },
  }));
  return { metadata: { name, namespace, annotations }, spec: { ingressClassName: group, rules } };
}

function withArns(text: string, namespace: string, targetGroup: TargetGroup): string {
  const action = JSON.parse(text);
  for (const group of action.forwardConfig?.targetGroups ?? []) {
    group.targetGroupARN = targetGroup(namespace, group.serviceName, group.servicePort);
  }
  return JSON.stringify(action);
}
