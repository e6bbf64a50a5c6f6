import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { PlatformConfig } from "../model";
import type { EventsClient, IngressEvent } from "./clients";

type KubernetesModule = Awaited<typeof import("@kubernetes/client-node", { with: { "resolution-mode": "import" }})>;
type KubeConfig = InstanceType<KubernetesModule["KubeConfig"]>;

const REQUEST_TIMEOUT_MS = 10_000;
const PAGE = 500;

/**
 * Reads the controller's warnings from the fleet's cluster: by the kubeconfig and context of `platform.json`, or for
 * EKS by the context of that cluster in the default kubeconfig (KUBECONFIG, ~/.kube/config).
 */
export function kubernetesEventsClient({ kubernetes, aws }: PlatformConfig): EventsClient {
  return {
    async listIngressWarnings(namespace) {
      // A second that is needed only when something differs.
      const client = await import("@kubernetes/client-node");
      const config = loadConfig(client, kubernetes, aws.region);
      try {
        return await listWarnings(client, config, namespace);
      } catch (error) {
        throw new Error(explain(error, namespace));
      }
    },
  };
}

function loadConfig(
  client: KubernetesModule,
  { kubeconfig, eks }: PlatformConfig["kubernetes"],
  region: string,
): KubeConfig {
  const config = new client.KubeConfig();
  if (kubeconfig === undefined) config.loadFromDefault();
  else {
    const path = kubeconfig.path.startsWith("~/") ? join(homedir(), kubeconfig.path.slice(2)) : kubeconfig.path;
    if (!existsSync(path)) throw new Error(`there is no kubeconfig ${kubeconfig.path}`);
    loadFile(config, path);
  }
  if (kubeconfig?.context !== undefined) config.setCurrentContext(kubeconfig.context);
  if (eks !== undefined) config.setCurrentContext(eksContext(config, eks.clusterName, region));
  if (config.getCurrentCluster() === null) {
    throw new Error(`the kubeconfig has no context ${JSON.stringify(config.getCurrentContext())} with a cluster`);
  }
  return config;
}

function loadFile(config: KubeConfig, path: string): void {
  try {
    config.loadFromFile(path);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(`the kubeconfig ${path} can't be read: ${reason}`);
  }
}

/** The context of an EKS cluster, so that no other cluster's events are shown; the current one if it is one. */
function eksContext(config: KubeConfig, clusterName: string, region: string): string {
  const isOfCluster = (name: string) => {
    const { cluster = "", user = "" } = config.getContextObject(name) ?? {};
    // `aws eks update-kubeconfig` names a cluster by its ARN; an alias changes that, but not the log-in's arguments.
    const args: unknown = config.getUser(user)?.exec?.args;
    return cluster.endsWith(`:cluster/${clusterName}`) || (Array.isArray(args) && args.includes(clusterName));
  };
  const names = [config.getCurrentContext(), ...config.getContexts().map(({ name }) => name)];
  const found = names.find(isOfCluster);
  if (found !== undefined) return found;
  throw new Error(
    `the kubeconfig has no context of the EKS cluster ${clusterName}; make one with aws eks update-kubeconfig --name ${clusterName} --region ${region}`,
  );
}

async function listWarnings(client: KubernetesModule, config: KubeConfig, namespace: string): Promise<IngressEvent[]> {
  const api = config.makeApiClient(client.CoreV1Api);
  const limitTime = {
    middleware: [
      {
        pre: (request: InstanceType<KubernetesModule["RequestContext"]>) => {
          request.setSignal(AbortSignal.timeout(REQUEST_TIMEOUT_MS));
          return new client.Observable(Promise.resolve(request));
        },
        post: (response: InstanceType<KubernetesModule["ResponseContext"]>) =>
          new client.Observable(Promise.resolve(response)),
      },
    ],
    middlewareMergeStrategy: "append" as const,
  };
  const warnings: IngressEvent[] = [];
  let next: string | undefined;
  do {
    const page = await api.listNamespacedEvent(
      { namespace, fieldSelector: "involvedObject.kind=Ingress,type=Warning", limit: PAGE, _continue: next },
      limitTime,
    );
    for (const { involvedObject, reason = "", message = "", lastTimestamp, eventTime, metadata } of page.items) {
      const lastSeen = lastTimestamp ?? eventTime ?? metadata.creationTimestamp;
      warnings.push({ ingress: involvedObject.name ?? "", reason, message, lastSeen: lastSeen?.toISOString() });
    }
    next = page.metadata?._continue;
  } while (next !== undefined && next !== "");
  return warnings;
}

/** The client's messages hold whole answers with their headers; people need the reason. */
function explain(error: unknown, namespace: string): string {
  const { name, code, message } = error as Partial<Record<"name" | "code" | "message", unknown>>;
  if (name === "AbortError") return `the cluster did not answer within ${REQUEST_TIMEOUT_MS / 1000} s`;
  if (code === 401) return "the cluster does not accept the credentials of the kubeconfig";
  if (code === 403) return `the right to list events in the namespace ${namespace} is missing`;
  if (typeof code === "number") return `the cluster answered ${code}`;
  return `the cluster can't be reached: ${String(message)}`;
}
