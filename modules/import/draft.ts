import { compareText } from "../findings";
import { type FixedResponseConfig, MAX_ORDER, responseDefaults } from "../model";
import { wildcardDepth } from "../plan";
import { type FleetSource, PLATFORM_FILE, SourceDocument, tenantFile, tenantOfFile } from "../source";
import { Assumed, type Decision, decisionsOf, plainDraft, renderDraft } from "./draft-text";
import { ALL_KINDS } from "./dump";
import type { GroupSettings } from "./group-settings";
import { namesFor, UniqueNames } from "./names";
import { certificatesOf, domainsOf, type Place, placeOf } from "./platform-facts";
import type { ServiceCatalog } from "./services";
import { onlyService, tenantText } from "./tenant-file";
import type { NamedTenant, TenantDraft, TenantDrafts } from "./tenants";
import type { Group } from "./today";

/** The files of a fleet that have not been written. */
export interface FleetDraft {
  readonly tenants: readonly NamedTenant[];
  /** By group, in the platform's order; only groups with tenants. */
  readonly loadBalancers: ReadonlyMap<Group, string>;
  /** Relative to the fleet directory. */
  readonly files: ReadonlyMap<string, string>;
  /** What sources will get that a tenant or a route does not let in. */
  readonly forbidden: FixedResponseConfig;
  /** In platform.json. */
  readonly decisions: readonly Decision[];
  /** The files as if they had been read. */
  readonly source: FleetSource;
}

const TENANT_NAME_LENGTH = 40;
/** Leaves room for the fleet and the load balancer in the name of a target group. */
const KEY_LENGTH = 40;

/** What goes into `$schema`, by file; undefined where there is no schema. */
export interface SchemaReferences {
  readonly platform: string | undefined;
  readonly tenant: string | undefined;
}

/** Names what was found, and writes down the files. */
export function draftFleet(
  { tenants: unnamed, forbidden }: TenantDrafts,
  settings: ReadonlyMap<Group, GroupSettings>,
  catalog: ServiceCatalog,
  schemas: SchemaReferences,
): FleetDraft {
  const groups = [...settings.keys()].filter((group) => unnamed.some((tenant) => isOn(tenant, group)));
  const loadBalancers = nameLoadBalancers(groups, settings);
  const tenants = nameTenants(unnamed, loadBalancers);
  const services = nameServices(tenants, catalog);
  const defaults = {
    loadBalancer: most([...loadBalancers.values()], (key) => tenants.filter((one) => one.loadBalancer === key).length),
    service: most(
      [...services.values()],
      (key) => tenants.filter(({ behaviour }) => onlyService(behaviour.catchAll, services) === key).length,
    ),
  };
  const carriedBy = new Map(
    [...loadBalancers].map(([group, key]) => [
      key,
      carriedServices(
        tenants.filter((tenant) => isOn(tenant, group)),
        services,
      ),
    ]),
  );
  const place = placeOf(groups);
  const platform = {
    $schema: schemas.platform,
    fleet: new Assumed("imported", "part of every resource's name, so it cannot be changed later"),
    aws: { ...place, tags: tagsOf(groups, settings) },
    kubernetes: kubernetesFor(groups),
    ...SURROUNDINGS,
    ...domainsOf(tenants),
    defaults,
    responses: responsesOf(groups, forbidden),
    services:
      services.size === 0
        ? PLACEHOLDER_SERVICES
        : Object.fromEntries([...services].map(([id, key]) => [key, catalog.get(id).config])),
    loadBalancers: unlessSeen(
      groups.some((group) => settings.get(group)!.paramsUnknown),
      Object.fromEntries(
        [...loadBalancers].map(([group, key]) => {
          const here = tenants.filter((tenant) => isOn(tenant, group));
          return [key, loadBalancerOf(settings.get(group)!, carriedBy.get(key)!, here, place)];
        }),
      ),
    ),
  };
  const files = new Map([[PLATFORM_FILE, renderDraft(platform, PLATFORM_HEADING)]]);
  for (const tenant of [...tenants].sort((a, b) => compareText(a.name, b.name))) {
    files.set(tenantFile(tenant.name), tenantText(tenant, { services, defaults, $schema: schemas.tenant }));
  }
  return {
    tenants,
    loadBalancers,
    files,
    forbidden: forbidden ?? responseDefaults().forbidden,
    decisions: decisionsOf(platform),
    source: sourceOf(files),
  };
}

const PLATFORM_HEADING = [
  "A draft made of existing Ingresses. Every value marked DECIDE was assumed: look it up, correct it, and remove the",
  "remark. Nothing else was added to what the Ingresses say.",
];

const SURROUNDINGS = {
  backend: new Assumed({ local: {} }, 'where Terraform keeps its states; for a team, "s3"'),
};

/** EKS Auto Mode changes only what is tagged with the cluster's name. */
function kubernetesFor(groups: readonly Group[]): object {
  const namespace = new Assumed("tenants", "where the tenants' Ingresses will be; it must exist");
  if (groups.some(({ controller }) => controller === "eks-auto-mode")) {
    return {
      namespace,
      controller: "eks-auto-mode",
      eks: new Assumed({ clusterName: "cluster" }, "the cluster's name, which EKS Auto Mode needs"),
    };
  }
  return {
    namespace,
    kubeconfig: new Assumed({ path: "~/.kube/config" }, 'how to reach the cluster; or "eks": { "clusterName": "…" }'),
  };
}

/** Parameters of the classes beat what the Ingresses say; where they are not in the input, that is to be decided. */
function unlessSeen(unseen: boolean, loadBalancers: object): object | Assumed {
  if (!unseen) return loadBalancers;
  const decision = `as the Ingresses say; IngressClassParams beat them and are not in the input: ${ALL_KINDS}`;
  return new Assumed(loadBalancers, decision);
}

function nameLoadBalancers(
  groups: readonly Group[],
  settings: ReadonlyMap<Group, GroupSettings>,
): ReadonlyMap<Group, string> {
  const names = new UniqueNames(KEY_LENGTH);
  return new Map(
    groups.map((group) => {
      const wanted = group.name ?? group.formerName ?? String(plainDraft(settings.get(group)!.config.scheme));
      // The name of another load balancer's second stack.
      return [group, names.take(wanted.replace(/-tenants$/, ""))];
    }),
  );
}

/** An Ingress of one tenant gives it its name; of several, the first label of their host does. */
function nameTenants(tenants: readonly TenantDraft[], loadBalancers: ReadonlyMap<Group, string>): NamedTenant[] {
  const nameOf = ({ members: [first], hosts: [host] }: TenantDraft) => {
    const siblings = tenants.filter(({ members }) => members[0] === first).length;
    const { namespace, name } = first!.ingress;
    return { namespace, name: siblings > 1 ? host!.replace(/^\*\./, "").split(".")[0]! : name };
  };
  const names = namesFor(tenants.map(nameOf), TENANT_NAME_LENGTH);
  const next = new Map<Group, number>();
  return tenants.map((tenant, index) => {
    const exact = tenant.hosts.some((host) => wildcardDepth(host) === undefined);
    const order = exact ? (next.get(tenant.group) ?? 0) : 0;
    if (exact) next.set(tenant.group, Math.min(order + 1, MAX_ORDER));
    const [loadBalancer, ...also] = [tenant.group, ...tenant.alsoOn].map((group) => loadBalancers.get(group)!);
    return { ...tenant, name: names[index]!, loadBalancer: loadBalancer!, alsoOnKeys: also, order };
  });
}

/** Keys for the services that tenants use, by id. */
function nameServices(tenants: readonly TenantDraft[], catalog: ServiceCatalog): ReadonlyMap<string, string> {
  const ids = [...new Set(tenants.flatMap(({ behaviour }) => idsOf(behaviour)))].sort(compareText);
  const wanted = ids.map((id) => catalog.get(id));
  const firstPort = new Map<string, number | string>();
  for (const { namespace, name, port } of wanted) {
    const service = `${namespace}/${name}`;
    if (!firstPort.has(service)) firstPort.set(service, port);
  }
  const keys = namesFor(
    wanted.map(({ id, namespace, name, port }) => {
      const isFirst = firstPort.get(`${namespace}/${name}`) === port;
      // A second target group of the same port has a number.
      const [, another = ""] = /#(\d+)$/.exec(id) ?? [];
      return { namespace, name, suffix: `${isFirst ? "" : `-${port}`}${another === "" ? "" : `-${another}`}` };
    }),
    KEY_LENGTH,
  );
  return new Map(ids.map((id, index) => [id, keys[index]!]));
}

function idsOf({ routes, catchAll }: TenantDraft["behaviour"]): string[] {
  return [...routes.map(({ answer }) => answer), catchAll].flatMap((answer) =>
    answer.kind === "forward" ? Object.keys(answer.weights) : [],
  );
}

const PLACEHOLDER_SERVICE = "web";
const PLACEHOLDER_SERVICES = new Assumed(
  { [PLACEHOLDER_SERVICE]: { namespace: "default", name: PLACEHOLDER_SERVICE, port: 80 } },
  "no Ingress forwards to a Service, and a fleet has at least one",
);

/** A load balancer carries what its tenants forward to, and at least one service. */
function carriedServices(tenants: readonly TenantDraft[], services: ReadonlyMap<string, string>): string[] | Assumed {
  const ids = tenants.flatMap(({ behaviour }) => idsOf(behaviour));
  const keys = [...new Set(ids.map((id) => services.get(id)!))].sort(compareText);
  if (keys.length > 0) return keys;
  return new Assumed(
    [[...services.values()][0] ?? PLACEHOLDER_SERVICE],
    "no Ingress here forwards to a Service, and one has to be carried",
  );
}

/** What applies to the most; undefined where there is no choice. */
function most(keys: readonly string[], count: (key: string) => number): string | undefined {
  if (keys.length < 2) return undefined;
  return keys.reduce((best, key) => (count(key) > count(best) ? key : best));
}

function tagsOf(groups: readonly Group[], settings: ReadonlyMap<Group, GroupSettings>): unknown {
  const all = groups.map((group) => settings.get(group)!.tags);
  const tags = new Map(all.flatMap((one) => [...one]));
  if (tags.size === 0) return undefined;
  const plain = Object.fromEntries([...tags].sort(([a], [b]) => compareText(a, b)));
  const same = all.every((one) => one.size === tags.size && [...one].every(([key, value]) => tags.get(key) === value));
  return same ? plain : new Assumed(plain, "tags of every resource; today not all ALBs have the same");
}

/** Without a default backend the controller answers 404 with nothing in it. */
function responsesOf(groups: readonly Group[], forbidden: FixedResponseConfig | undefined): object {
  return { unknownHost: unknownHostOf(groups), ...(forbidden && { forbidden }) };
}

/** What the groups' default backends say, where all of them say the same and it is not a Service. */
function unknownHostOf(groups: readonly Group[]): unknown {
  const said = groups.map(({ members }) => members.find(({ ingress }) => ingress.defaultBackend !== undefined));
  const answers = said.map((member) => member?.defaultAnswer);
  const texts = new Set(answers.map((answer) => JSON.stringify(answer)));
  const [answer] = answers;
  const empty = { statusCode: 404, contentType: "text/plain", body: "" };
  if (said.every((member) => member === undefined)) return empty;
  if (texts.size === 1 && answer?.kind === "fixed-response") return answer.response;
  if (texts.size === 1 && answer?.kind === "redirect") return { redirect: answer.redirect };
  return new Assumed(
    empty,
    "what hosts get that no tenant has; today a default backend of one of the Ingresses answers",
  );
}

function loadBalancerOf(
  settings: GroupSettings,
  services: readonly string[] | Assumed,
  tenants: readonly NamedTenant[],
  place: Place,
): object {
  const { group, scheme, subnets, securityGroups, inboundCidrs, ipAddressType, ...rest } = settings.config;
  return {
    services,
    group,
    scheme,
    subnets,
    securityGroups,
    inboundCidrs,
    ipAddressType,
    certificates: certificatesFor(settings, tenants, place),
    ...rest,
  };
}

/** Without HTTPS none, which is only certain where the parameters of the class are seen. */
function certificatesFor(
  { certificateArns, madeCertificates, https, paramsUnknown }: GroupSettings,
  tenants: readonly NamedTenant[],
  place: Place,
): object[] | Assumed | undefined {
  if (https) return certificatesOf(certificateArns, madeCertificates, tenants, place);
  if (!paramsUnknown) return undefined;
  const decision = `none, so HTTP on port 80 only, as the Ingresses say; the class's certificateArn is not in the input (${ALL_KINDS})`;
  return new Assumed([], decision);
}

/** Whether a load balancer serves a tenant. */
export function isOn({ group, alsoOn }: TenantDraft, one: Group): boolean {
  return group === one || alsoOn.includes(one);
}

function sourceOf(files: ReadonlyMap<string, string>): FleetSource {
  const [platform, ...tenants] = [...files].map(([file, text]) => new SourceDocument(file, text));
  return {
    platform,
    tenants: tenants.map((document) => ({ name: tenantOfFile(document.file), document })),
    findings: [],
  };
}
