import fc, { type Arbitrary } from "fast-check";
import { checkDecoded, type PlannedFleet } from "../../modules/fleet";
import { type DecodedFleet, decodeFleet, type Fleet } from "../../modules/model";
import { SourceDocument } from "../../modules/source";
import { inTemporaryDirectory } from "./temporary-directory";

/** A fleet's files as plain objects, by what they are called. */
export interface FleetFiles {
  readonly platform: PlatformFile;
  readonly tenants: Readonly<Record<string, TenantFile>>;
}

export interface PlatformFile {
  readonly fleet: string;
  readonly responses: Readonly<Record<"maintenance" | "suspended" | "forbidden", FixedResponse>> & {
    readonly unknownHost: FixedResponse | { readonly redirect: Readonly<Record<string, unknown>> };
  };
  readonly loadBalancers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

interface FixedResponse {
  readonly statusCode: number;
  readonly contentType: string;
  readonly body: string;
}

export interface AnswerFile {
  readonly service?: string;
  readonly weights?: Readonly<Record<string, number>>;
  readonly redirect?: Readonly<Record<string, unknown>>;
  readonly respond?: FixedResponse;
}

export interface RouteFile extends AnswerFile {
  readonly path: string;
  readonly pathType?: string;
  readonly allowedCidrs?: readonly string[];
}

export interface TenantFile extends AnswerFile {
  readonly hosts: readonly string[];
  readonly loadBalancer?: string;
  readonly alsoOn?: readonly string[];
  readonly traffic?: Readonly<Record<string, number>>;
  readonly routes?: readonly RouteFile[];
  readonly status?: "active" | "maintenance" | "suspended";
  readonly allowedCidrs?: readonly string[];
  readonly order?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly owner?: string;
}

/** Networks for `allowedCidrs`, none inside another, each with an address in it. No other network holds it. */
export const NETWORKS: Readonly<Record<string, string>> = {
  "203.0.113.0/24": "203.0.113.77",
  "198.51.100.7/32": "198.51.100.7",
  "192.0.2.0/25": "192.0.2.127",
  "10.0.0.0/8": "10.255.0.1",
  "100.64.0.0/10": "100.127.255.255",
  "2001:db8::/48": "2001:db8:0:ffff::1",
  "2001:db8:1::/64": "2001:db8:1::abcd",
};
export const OUTSIDE_ADDRESSES = ["203.0.112.255", "198.51.100.6", "192.0.2.128", "100.128.0.0", "2001:db8:2::1"];

/** The platform's own domain, below which tenants' wildcards and exact hosts stand among each other. */
const PLATFORM_DOMAIN = "shop.example";

/** Reserved where no tenant's wildcard lies over it. */
export const RESERVED_BELOW = ["admin.shop.example", "*.internal.shop.example", "db.internal.shop.example"];

/**
 * Routes of which none covers another, in whatever order they are written; and requests' paths that they match, or
 * only just don't.
 */
const ROUTES = [
  { path: "/", pathType: "Exact" },
  { path: "/api", pathType: "Exact" },
  { path: "/favicon.ico", pathType: "Exact" },
  { path: "/a" },
  { path: "/api", pathType: "Prefix" },
  { path: "/api/v1" },
  { path: "/api/v1/reports", pathType: "Prefix" },
  { path: "/static/" },
  { path: "/v?/items/*", pathType: "ImplementationSpecific" },
  { path: "/old/*/page", pathType: "ImplementationSpecific" },
  { path: "/*.php", pathType: "ImplementationSpecific" },
  { path: "/*/*/*/*", pathType: "ImplementationSpecific" },
];
export const PATHS = [
  "/",
  "/api",
  "/API",
  "/api/",
  "/apis",
  "/api/v1",
  "/api/v1x",
  "/api/v1/reports/7",
  "/a",
  "/a/b",
  "/b",
  "/favicon.ico",
  "/faviconxico",
  "/static",
  "/static/app.js",
  "/v1/items/",
  "/v12/items/1",
  "/old/page",
  "/old/a/b/page",
  "/index.php",
  "/index.php/x",
  "/w/x/y/z",
];

const key = fc.stringMatching(/^[a-z](?:[a-z0-9]{1,5}-){0,2}[a-z0-9]{1,12}$/);
const serviceKeys = fc.uniqueArray(
  fc.oneof(
    key,
    fc.constantFrom("web", "web-next", "tg", "tg-service", "api", "api-2", "a-service-with-a-name-that-is-long"),
  ),
  { minLength: 1, maxLength: 6 },
);
const loadBalancerKeys = fc.uniqueArray(
  fc
    .oneof(key, fc.constantFrom("edge-1", "edge-2", "public-edge-in-europe-central-1"))
    .filter((name) => !name.endsWith("-tenants")),
  { minLength: 1, maxLength: 3 },
);
const tenantName = fc.oneof(
  fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,8}[a-z0-9])?$/),
  fc.constantFrom("acme", "acme-2", "anchor", "a-tenant-whose-name-is-as-long-as-can-be"),
);

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom("", "Back soon", "${var.x} %{ if }", "$${x}", '{"error": "gone"}', "<h1>Grüezi</h1>\n"),
);

const response: Arbitrary<FixedResponse> = fc.record({
  statusCode: fc.constantFrom(200, 403, 404, 451, 503),
  contentType: fc.constantFrom("text/plain", "text/html", "application/json"),
  body: text,
});

function answer(services: readonly string[], redirect: Arbitrary<Record<string, unknown>>): Arbitrary<AnswerFile> {
  return fc.oneof(
    // Often the same one, so that routes have one answer and tenants that of a pool.
    { weight: 3, arbitrary: fc.constantFrom(...services, services[0]!, services[0]!).map((service) => ({ service })) },
    { weight: 1, arbitrary: redirect.map((value) => ({ redirect: value })) },
    { weight: 1, arbitrary: response.map((value) => ({ respond: value })) },
    { weight: services.length > 1 ? 2 : 0, arbitrary: weights(services).map((value) => ({ weights: value })) },
  );
}

function weights(services: readonly string[]): Arbitrary<Record<string, number>> {
  return fc
    .subarray([...services], { minLength: Math.min(2, services.length), maxLength: Math.min(5, services.length) })
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.nat(999)))))
    .filter((entries) => entries.some(([, weight]) => weight > 0))
    .map((entries) => Object.fromEntries(entries));
}

const statusCode = fc.constantFrom(301, 302);
const query = fc.constantFrom("", "from=old&#{query}", "a=b");
/** To where no rule of the fleet answers. */
const tenantRedirect = fc.oneof(
  fc.record(
    {
      host: fc.constantFrom("elsewhere.test", "www.elsewhere.test"),
      path: fc.constantFrom("/", "/from/#{path}"),
      query,
      statusCode,
    },
    { requiredKeys: ["host", "statusCode"] },
  ),
  fc.record(
    { port: fc.constantFrom(8443, "9443"), protocol: fc.constant("HTTPS"), query, statusCode },
    { requiredKeys: ["port", "statusCode"] },
  ),
);
const routeRedirect = fc.oneof(
  tenantRedirect,
  fc.record(
    { path: fc.constantFrom("/moved", "/moved/to"), query, statusCode },
    { requiredKeys: ["path", "statusCode"] },
  ),
);

function routes(services: readonly string[]): Arbitrary<readonly (RouteFile & { readonly limited: boolean })[]> {
  return fc
    .shuffledSubarray(ROUTES, { maxLength: 5 })
    .chain((paths) =>
      fc.tuple(
        ...paths.map((path) =>
          fc.tuple(answer(services, routeRedirect), fc.boolean()).map(([to, limited]) => ({ ...path, ...to, limited })),
        ),
      ),
    );
}

/** What a tenant says apart from its hosts and load balancers. */
function tenantBody(services: readonly string[], defaultService: boolean): Arbitrary<Omit<TenantFile, "hosts">> {
  const extras = fc.record(
    {
      status: fc.constantFrom("active" as const, "active" as const, "maintenance" as const, "suspended" as const),
      allowedCidrs: fc.shuffledSubarray(Object.keys(NETWORKS), { minLength: 1 }),
      order: fc.nat(899),
      labels: fc.constant({ team: "a", "example.com/tier": "gold" }),
      annotations: fc.record({ "external-dns.alpha.kubernetes.io/ttl": fc.constant("60"), "example.com/note": text }),
      description: text,
    },
    { requiredKeys: [] },
  );
  const catchAll = answer(services, tenantRedirect);
  const to = defaultService ? fc.oneof(fc.constant<AnswerFile>({}), catchAll) : catchAll;
  const plain = fc.record({ service: fc.constant(services[0]!), order: fc.nat(899) });
  const varied = fc.tuple(extras, to, fc.option(routes(services), { nil: [] })).map(([rest, given, list]) => ({
    ...rest,
    ...given,
    ...(list.length > 0 && { routes: list.map(({ limited, ...route }) => limitedRoute(route, limited, rest)) }),
  }));
  return fc.oneof({ weight: 2, arbitrary: plain }, { weight: 3, arbitrary: varied });
}

/** A route that lets in less than its tenant does, if it is limited at all. */
function limitedRoute(route: RouteFile, limited: boolean, { allowedCidrs }: Partial<TenantFile>): RouteFile {
  if (!limited) return route;
  return { ...route, allowedCidrs: (allowedCidrs ?? Object.keys(NETWORKS)).slice(0, 2) };
}

/** Hosts that belong to the tenant of this name and to nobody else. */
function ownHosts(name: string): Arbitrary<string[]> {
  const domain = `${name}.test`;
  const many = ["www", "shop", "eu", "de", "fr", "it", "es", "a.b.c"].map((label) => `${label}.${domain}`);
  const ofPlatform = [PLATFORM_DOMAIN, `eu.${PLATFORM_DOMAIN}`].map((above) => `of-${name}.${above}`);
  return fc.shuffledSubarray([domain, ...many, ...ofPlatform, `*.${domain}`, `*.eu.${domain}`, `*.b.c.${domain}`], {
    minLength: 1,
  });
}

const label = fc.constantFrom("a", "b", "c", "eu", "www");
const sharedHost = fc
  .tuple(fc.boolean(), fc.array(label, { maxLength: 3 }))
  .filter(([wildcard, labels]) => wildcard || labels.length > 0)
  .map(([wildcard, labels]) => [...(wildcard ? ["*"] : []), ...labels, PLATFORM_DOMAIN].join("."));

interface Frame {
  readonly fleet: string;
  readonly services: readonly string[];
  readonly loadBalancers: readonly string[];
  /** Which load balancers are HTTP only. */
  readonly httpOnly: readonly boolean[];
  /** Which load balancers EKS Auto Mode builds. */
  readonly autoMode: readonly boolean[];
  /** What the others do with port 80. */
  readonly http: readonly string[];
  readonly headroom: number;
  readonly sticky: readonly boolean[];
  readonly responses: PlatformFile["responses"];
  readonly defaultLoadBalancer: boolean;
  readonly defaultService: boolean;
  readonly sharedHosts: readonly string[];
  /** What makes DNS records; undefined: nothing. */
  readonly records: "weighted" | "simple" | undefined;
  /** By load balancer; those that would be in conflict with tenants' hosts are left out. */
  readonly pools: readonly (readonly { readonly domain: string; readonly first: boolean }[])[];
}

const frame: Arbitrary<Frame> = fc.record({
  fleet: fc.constantFrom("shop", "x", "acme-commerce-platform"),
  services: serviceKeys,
  loadBalancers: loadBalancerKeys,
  httpOnly: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  autoMode: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  http: fc.array(fc.constantFrom("redirect", "off"), { minLength: 3, maxLength: 3 }),
  headroom: fc.constantFrom(0, 0.05, 0.1),
  sticky: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  responses: fc.record({
    unknownHost: fc.oneof(
      response,
      tenantRedirect.filter((redirect) => "host" in redirect).map((redirect) => ({ redirect })),
    ),
    maintenance: response,
    suspended: response,
    forbidden: response,
  }),
  defaultLoadBalancer: fc.boolean(),
  defaultService: fc.boolean(),
  sharedHosts: fc.uniqueArray(sharedHost, { maxLength: 16 }),
  records: fc.constantFrom("weighted" as const, "simple" as const, undefined),
  pools: fc.array(
    fc.uniqueArray(
      fc.record({
        domain: fc.constantFrom(PLATFORM_DOMAIN, `eu.${PLATFORM_DOMAIN}`, `a.${PLATFORM_DOMAIN}`, "acme.test"),
        first: fc.boolean(),
      }),
      { maxLength: 3, selector: ({ domain }) => domain },
    ),
    { minLength: 3, maxLength: 3 },
  ),
});

interface TenantDraft {
  readonly name: string;
  readonly own: readonly string[];
  readonly body: Omit<TenantFile, "hosts">;
  /** Load balancers, its home first. */
  readonly places: readonly string[];
  readonly sayHome: boolean;
  /** DNS weights in the order of the places; none: the defaults. */
  readonly weights: readonly number[];
}

function tenantDraft(name: string, { services, loadBalancers, defaultService }: Frame): Arbitrary<TenantDraft> {
  return fc.record({
    name: fc.constant(name),
    own: ownHosts(name),
    body: tenantBody(services, defaultService || services.length === 1),
    places: fc.shuffledSubarray([...loadBalancers], { minLength: 1 }),
    sayHome: fc.boolean(),
    weights: fc.constantFrom([], [90, 10, 0], [0, 255, 1]),
  });
}

/** Valid fleets with everything that the format has a word for. */
export const arbitraryFleet: Arbitrary<FleetFiles> = frame.chain((given) =>
  fc
    .uniqueArray(tenantName, { maxLength: 7 })
    .chain((names) =>
      fc.tuple(
        fc.tuple(...names.map((name) => tenantDraft(name, given))),
        fc.array(fc.nat(), { minLength: given.sharedHosts.length, maxLength: given.sharedHosts.length }),
      ),
    )
    .map(([drafts, owners]) => assemble(given, drafts, owners)),
);

/** @param owners for each shared host a number that picks its tenant */
function assemble(given: Frame, drafts: readonly TenantDraft[], owners: readonly number[]): FleetFiles {
  const shared = (index: number) => given.sharedHosts.filter((_, at) => owners[at]! % drafts.length === index);
  const tenants = Object.fromEntries(
    drafts.map(({ name, own, body, places, sayHome, weights }, index) => {
      const [home, ...others] = places;
      const isDefault =
        given.loadBalancers.length === 1 || (given.defaultLoadBalancer && home === given.loadBalancers[0]);
      const traffic = Object.fromEntries(places.map((place, at) => [place, weights[at] ?? 0]));
      const isWeighed = given.records !== undefined && others.length > 0 && weights.length > 0;
      const where = isDefault && !sayHome ? {} : { loadBalancer: home };
      return [
        name,
        {
          hosts: [...own, ...shared(index)],
          ...where,
          ...(others.length > 0 && { alsoOn: others }),
          ...(isWeighed && { traffic }),
          ...body,
        },
      ];
    }),
  );
  return {
    platform: platformFile(
      given,
      Object.values(tenants).flatMap(({ hosts }) => hosts),
    ),
    tenants,
  };
}

function platformFile(given: Frame, hosts: readonly string[]): PlatformFile {
  const arn = (number: number) => `arn:aws:acm:eu-central-1:123456789012:certificate/${number}`;
  /** Whether a tenant's wildcard takes a name with it. */
  const isInsideWildcard = (name: string) =>
    hosts.some((host) => host.startsWith("*.") && name.endsWith(host.slice(1)));
  const pools = (index: number) =>
    given.pools[index]!.filter(({ domain }) => !isInsideWildcard(`any.${domain}`)).map(({ domain, first }) => ({
      domain,
      service: given.services.at(first ? 0 : -1)!,
    }));
  const loadBalancer = (index: number) => ({
    services: given.services,
    subnets: ["subnet-00000001", "subnet-00000002"],
    deletionProtection: true,
    quotas: { rules: 5000 },
    headroom: given.headroom,
    ...(given.autoMode[index] && { controller: "eks-auto-mode" }),
    pools: pools(index),
    ...(!given.httpOnly[index] && {
      certificates: [
        { arn: arn(2 * index), domains: [PLATFORM_DOMAIN] },
        {
          arn: arn(2 * index + 1),
          domains: [`*.${PLATFORM_DOMAIN}`, ...hosts, ...pools(index).map(({ domain }) => `*.${domain}`)],
        },
      ],
      http: given.http[index],
    }),
  });
  const service = (name: string, index: number) => ({
    namespace: "apps",
    name,
    port: 80,
    ...(given.sticky[index] && { stickiness: { type: "lb_cookie", durationSeconds: 60 * (index + 1) } }),
  });
  return {
    fleet: given.fleet,
    aws: { region: "eu-central-1", vpcId: "vpc-00000001", allowedAccountIds: ["123456789012"] },
    kubernetes: {
      namespace: "tenants",
      kubeconfig: { path: "~/.kube/config", context: "prod" },
      controllerClusterName: "prod",
    },
    ...(given.records !== undefined && { dns: { externalDns: { records: given.records } } }),
    domains: [PLATFORM_DOMAIN],
    reservedHosts: [
      ...["reserved.test", "*.reserved.test"],
      ...RESERVED_BELOW.filter((host) => !isInsideWildcard(host)),
    ],
    defaults: {
      ...(given.defaultLoadBalancer && { loadBalancer: given.loadBalancers[0] }),
      ...(given.defaultService && { service: given.services[0] }),
    },
    responses: given.responses,
    services: Object.fromEntries(given.services.map((name, index) => [name, service(name, index)])),
    loadBalancers: Object.fromEntries(given.loadBalancers.map((name, index) => [name, loadBalancer(index)])),
  };
}

/** A fleet's files decoded, without a directory. Throws when they have findings. */
export function decodeFiles(files: FleetFiles): Fleet {
  const { platform, tenants, findings } = decodedFiles(files);
  if (platform === undefined || findings.length > 0) throw new Error(JSON.stringify(findings));
  return { platform, tenants };
}

/** A valid fleet's files, checked and planned. */
export function planFiles(files: FleetFiles): PlannedFleet {
  const checked = checkDecoded(decodedFiles(files));
  if (checked.plan === undefined) throw new Error(JSON.stringify(checked.findings));
  return checked;
}

function decodedFiles({ platform, tenants }: FleetFiles): DecodedFleet {
  const document = (file: string, value: unknown) => new SourceDocument(file, JSON.stringify(value));
  return decodeFleet({
    platform: document("platform.json", platform),
    tenants: Object.keys(tenants)
      .sort()
      .map((name) => ({ name, document: document(`tenants/${name}.json`, tenants[name]) })),
    findings: [],
  });
}

/** Writes a fleet's files into a directory of their own, and removes it when `use` is done. */
export function withFleetDirectory<T>(files: FleetFiles, use: (directory: string) => T): T {
  return inTemporaryDirectory((temporary) => {
    temporary.fleet(files);
    return use(temporary.directory);
  });
}
