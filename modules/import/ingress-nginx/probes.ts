import type { Dump, DumpService, DumpWorkload } from "../dump";

/**
 * Health checks, as annotations of the AWS Load Balancer Controller say them, by the Service's `namespace/name`: those
 * that Kubernetes itself makes of the Pods behind it. nginx makes none of its own and sends to all that are ready.
 */
export function probesOf({ services, workloads }: Dump): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const probes = new Map<string, ReadonlyMap<string, string>>();
  for (const service of services?.values() ?? []) {
    const workload = workloads.find((one) => isBehind(one, service));
    const probe = workload && probeSettings(workload, service);
    if (probe !== undefined) probes.set(service.id, probe);
  }
  return probes;
}

function isBehind({ namespace, labels }: DumpWorkload, { id, selector }: DumpService): boolean {
  const wanted = [...selector];
  if (!id.startsWith(`${namespace}/`) || wanted.length === 0) return false;
  return wanted.every(([key, value]) => labels.get(key) === value);
}

/** What ALB takes: 5 to 300 s between checks, 2 to 120 s for one, 2 to 10 in a row. */
function probeSettings({ probe, ports }: DumpWorkload, service: DumpService): ReadonlyMap<string, string> | undefined {
  if (probe === undefined) return undefined;
  const port = typeof probe.port === "number" ? probe.port : ports.get(probe.port);
  const targets = service.ports.map(({ port: own, targetPort = own }) =>
    typeof targetPort === "number" ? targetPort : ports.get(targetPort),
  );
  const within = (value: number, least: number, most: number) => String(Math.min(Math.max(value, least), most));
  return new Map([
    ["healthcheck-path", probe.path],
    ["healthcheck-protocol", probe.scheme],
    ...(port === undefined || targets.every((target) => target === port)
      ? []
      : ([["healthcheck-port", String(port)]] as const)),
    ["healthcheck-interval-seconds", within(probe.periodSeconds, 5, 300)],
    ["healthcheck-timeout-seconds", within(probe.timeoutSeconds, 2, 120)],
    ["healthy-threshold-count", within(probe.successThreshold, 2, 10)],
    ["unhealthy-threshold-count", within(probe.failureThreshold, 2, 10)],
  ]);
}
