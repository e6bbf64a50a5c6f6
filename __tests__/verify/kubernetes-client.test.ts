import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { bundle } from "../support/installed-package";
import { TemporaryDirectory } from "../support/temporary-directory";

/*
 * The Kubernetes client is an ES module, which jest can't load: it runs in a process of its own, as in the program,
 * against an API server made here.
 */

const SCRIPT = `
  const { kubernetesEventsClient } = require(${JSON.stringify(bundle("verify"))});
  const platform = { aws: { region: "eu-central-1" }, kubernetes: JSON.parse(process.argv.at(-1)) };
  kubernetesEventsClient(platform).listIngressWarnings("tenants").then(
    (warnings) => console.log(JSON.stringify({ warnings })),
    (error) => console.log(JSON.stringify({ error: error.message })),
  );
`;

const EKS_CLUSTER = "arn:aws:eks:eu-central-1:123456789012:cluster/prod";

let temporary: TemporaryDirectory;
let directory: string;
let server: Server;
let asked: URL[];
let answer: (url: URL) => { readonly status: number; readonly body: object };

beforeEach(async () => {
  temporary = new TemporaryDirectory();
  directory = temporary.directory;
  asked = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    asked.push(url);
    const { status, body } = answer(url);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // Without TLS: the client allows that only so.
  const insecure = { "insecure-skip-tls-verify": true };
  const here = { ...insecure, server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const elsewhere = { ...insecure, server: "http://127.0.0.1:1" };
  const context = (cluster: string) => ({ name: `to-${cluster}`, context: { cluster, user: "someone" } });
  const kubeconfig = {
    clusters: [
      { name: "elsewhere", cluster: elsewhere },
      { name: "here", cluster: here },
      { name: EKS_CLUSTER, cluster: here },
    ],
    users: [{ name: "someone", user: { token: "secret" } }],
    contexts: [context("elsewhere"), context("here"), context(EKS_CLUSTER)],
    "current-context": "to-elsewhere",
  };
  temporary.write("config", kubeconfig);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  temporary.remove();
});

function listWarnings(kubernetes: object): Promise<{ readonly warnings?: unknown; readonly error?: string }> {
  return new Promise((done, fail) => {
    const env = { ...process.env, KUBECONFIG: join(directory, "config") };
    const args = ["-e", SCRIPT, JSON.stringify(kubernetes)];
    execFile(process.execPath, args, { env }, (error, stdout) => (error ? fail(error) : done(JSON.parse(stdout))));
  });
}

function kubeconfig(context?: string): object {
  return { kubeconfig: { path: join(directory, "config"), context } };
}

function event(ingress: string): object {
  return {
    metadata: { name: `${ingress}.1`, namespace: "tenants" },
    involvedObject: { kind: "Ingress", namespace: "tenants", name: ingress },
    type: "Warning",
    reason: "FailedDeployModel",
    message: "too many",
    lastTimestamp: "2026-01-01T10:00:00Z",
  };
}

test("reads all pages of the Ingresses' warnings, by the context of platform.json", async () => {
  answer = ({ searchParams }) => {
    const first = searchParams.get("continue") === null;
    const metadata = first ? { continue: "next" } : {};
    return {
      status: 200,
      body: { apiVersion: "v1", kind: "EventList", metadata, items: [event(first ? "edge-1" : "acme.edge-1")] },
    };
  };
  const expected = { reason: "FailedDeployModel", message: "too many", lastSeen: "2026-01-01T10:00:00.000Z" };
  expect(await listWarnings(kubeconfig("to-here"))).toEqual({
    warnings: [
      { ingress: "edge-1", ...expected },
      { ingress: "acme.edge-1", ...expected },
    ],
  });
  expect(asked.map(({ pathname }) => pathname)).toEqual(Array(2).fill("/api/v1/namespaces/tenants/events"));
  expect(asked[0]?.searchParams.get("fieldSelector")).toBe("involvedObject.kind=Ingress,type=Warning");
});

test("on EKS the cluster's own context of the default kubeconfig, whatever the current one is", async () => {
  answer = () => ({ status: 200, body: { apiVersion: "v1", kind: "EventList", metadata: {}, items: [] } });
  expect(await listWarnings({ eks: { clusterName: "prod" } })).toEqual({ warnings: [] });
  const { error } = await listWarnings({ eks: { clusterName: "staging" } });
  expect(error).toContain("aws eks update-kubeconfig --name staging --region eu-central-1");
  expect(asked).toHaveLength(1);
});

test("what can go wrong is said in one line", async () => {
  answer = () => ({ status: 403, body: { kind: "Status", message: "forbidden" } });
  temporary.write("broken", "clusters: [ {");
  const errors = await Promise.all([
    listWarnings(kubeconfig("to-here")),
    listWarnings(kubeconfig()),
    listWarnings(kubeconfig("unknown")),
    listWarnings({ kubeconfig: { path: join(directory, "none") } }),
    listWarnings({ kubeconfig: { path: join(directory, "broken") } }),
  ]);
  expect(errors.map(({ error }) => error)).toEqual([
    "the right to list events in the namespace tenants is missing",
    expect.stringMatching(/^the cluster can't be reached: .*ECONNREFUSED 127.0.0.1:1$/),
    'the kubeconfig has no context "unknown" with a cluster',
    `there is no kubeconfig ${join(directory, "none")}`,
    expect.stringContaining(`the kubeconfig ${join(directory, "broken")} can't be read: `),
  ]);
});
