/**
 * Answers requests as ingress-nginx does, by the objects alone: its locations are worked out and searched here as nginx
 * searches them, with no code of `modules/`. The oracle for `import --from ingress-nginx`.
 */

interface StoredIngress {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly creationTimestamp?: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly defaultBackend?: StoredBackend;
    readonly rules: readonly {
      readonly host: string;
      readonly http: { readonly paths: readonly { path: string; pathType: string; backend: StoredBackend }[] };
    }[];
  };
}

interface StoredBackend {
  readonly service: { readonly name: string };
}

/** What a request gets: a Service, a redirect, or a status. */
export type NginxAnswer =
  | { readonly service: string }
  | { readonly location: string; readonly status: number }
  | { readonly status: number };

/** A location as an Ingress writes it, and as it stands in nginx's configuration. */
interface Block {
  readonly kind: "=" | "prefix";
  readonly text: string;
  readonly pathType: string;
  readonly answer: NginxAnswer;
  readonly allowed: readonly string[];
  readonly appRoot: string | undefined;
}

/** nginx refuses a configuration with the same location twice, and goes on with the one before. */
export class DuplicateLocation extends Error {}

const annotation = ({ metadata }: StoredIngress, name: string) =>
  metadata.annotations[`nginx.ingress.kubernetes.io/${name}`];

export function nginxAnswer(
  ingresses: readonly StoredIngress[],
  { host, path, source }: { readonly host: string; readonly path: string; readonly source: string },
): NginxAnswer {
  const sorted = [...ingresses].sort((a, b) => {
    const [one, other] = [a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? ""];
    if (one !== other) return one < other ? -1 : 1;
    return `${a.metadata.namespace}/${a.metadata.name}` > `${b.metadata.namespace}/${b.metadata.name}` ? -1 : 1;
  });
  const servers = new Map<string, Block[]>();
  /** What answers where nobody names the root: it belongs to the Ingress that names the host first. */
  const roots = new Map<string, Block>();
  for (const ingress of sorted) {
    for (const { host: name, http } of ingress.spec.rules) {
      const blocks = servers.get(name) ?? [];
      servers.set(name, blocks);
      if (!roots.has(name)) {
        roots.set(name, written(ingress, "/", "Prefix", ingress.spec.defaultBackend?.service.name));
      }
      for (const { path: text, pathType, backend } of http.paths) {
        const isKnown = blocks.some((one) => one.text === text && one.pathType === pathType);
        if (!isKnown) blocks.push(written(ingress, text, pathType, backend.service.name));
      }
    }
  }
  const wildcard = `*.${host.split(".").slice(1).join(".")}`;
  const server = servers.has(host) ? host : wildcard;
  const named = servers.get(server);
  if (named === undefined) return { status: 404 };
  const hasRoot = named.some(({ pathType, text }) => pathType !== "Exact" && text === "/");
  const blocks = configured(hasRoot ? named : [...named, roots.get(server)!]);
  const found = search(blocks, path);
  if (found === undefined) return { status: 404 };
  if ("go" in found) return { location: found.go, status: 301 };
  if (found.appRoot !== undefined && path === "/") return { location: found.appRoot, status: 302 };
  // What rewrites a request comes before what lets it in.
  if ("location" in found.answer) return found.answer;
  if (found.allowed.length > 0 && !found.allowed.includes(source)) return { status: 403 };
  return found.answer;
}

function written(ingress: StoredIngress, text: string, pathType: string, service: string | undefined): Block {
  const redirect = annotation(ingress, "permanent-redirect");
  const byService = service === undefined ? { status: 404 } : { service };
  return {
    kind: pathType === "Exact" ? "=" : "prefix",
    text,
    pathType,
    answer: redirect === undefined ? byService : { location: redirect, status: 301 },
    allowed: (annotation(ingress, "whitelist-source-range") ?? "").split(",").filter((one) => one !== ""),
    appRoot: annotation(ingress, "app-root"),
  };
}

/** Prefixes get a slash at their end, and an exact location beside them (updateServerLocations). */
function configured(blocks: readonly Block[]): Block[] {
  const exact = new Set(blocks.filter(({ kind }) => kind === "=").map(({ text }) => text));
  const found = blocks.flatMap((block): Block[] => {
    const { text, pathType } = block;
    if (pathType !== "Prefix" || text === "/") return [block];
    const below = { ...block, text: text.endsWith("/") ? text : `${text}/` };
    return exact.has(text) ? [below] : [below, { ...block, kind: "=" }];
  });
  const keys = found.map(({ kind, text }) => `${kind} ${text}`);
  if (new Set(keys).size < keys.length) throw new DuplicateLocation(keys.join(", "));
  return found;
}

/** The exact location, the redirect to one with a slash more, or the longest beginning. */
function search(blocks: readonly Block[], path: string): Block | { readonly go: string } | undefined {
  const exact = blocks.find(({ kind, text }) => kind === "=" && text === path);
  if (exact !== undefined) return exact;
  const prefixes = blocks.filter(({ kind }) => kind === "prefix");
  const isNamed = prefixes.some(({ text }) => text === path);
  const withSlash = prefixes.find(({ text }) => text === `${path}/`);
  if (withSlash !== undefined && !isNamed) return { go: withSlash.text };
  return prefixes
    .filter(({ text }) => path.startsWith(text))
    .reduce<Block | undefined>(
      (best, one) => (best === undefined || one.text.length > best.text.length ? one : best),
      undefined,
    );
}
