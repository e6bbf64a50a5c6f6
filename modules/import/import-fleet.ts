import { CONTROLLER_KINDS, type ControllerKind } from "../controller";
import type { Finding } from "../findings";
import { checkSource } from "../fleet";
import { decodeFleet } from "../model";
import { type Plan, planFleet } from "../plan";
import { tenantFile } from "../source";
import { candidatesOf } from "./candidates";
import { type Change, changesOf } from "./changes";
import { commandsFor } from "./commands";
import { draftFleet, type FleetDraft, type SchemaReferences } from "./draft";
import type { Decision } from "./draft-text";
import { type Dump, type DumpIngress, type InputFile, readDump } from "./dump";
import { type Conflict, type GroupSettings, readGroupSettings } from "./group-settings";
import type { NginxOrigin } from "./ingress-nginx/origins";
import { probesOf } from "./ingress-nginx/probes";
import { nginxSettings } from "./ingress-nginx/settings";
import { nginxToday } from "./ingress-nginx/today";
import { type Migration, planMigrations } from "./migration";
import { type Origin, originsOf } from "./origin";
import { type Problem, type Reason, type Refused, refusedBy, type Step, withoutRefused } from "./problem";
import type { Evidence } from "./service-settings";
import { catalogServices, type ServiceCatalog } from "./services";
import { otherClaims, tenantsOf } from "./tenants";
import { type Group, groupsOf } from "./today";

/** What is read, and how it is brought into the format. */
export interface ImportRequest {
  /** What `kubectl get ingress -A -o json` prints, or a List of more kinds. */
  readonly files: readonly InputFile[];
  /** What `kubectl get services -A -o json` prints, where it is in a file of its own. */
  readonly services?: readonly InputFile[];
  readonly schemas: SchemaReferences;
  /** Every host becomes a tenant of its own. */
  readonly splitHosts?: boolean;
  /** The fleet directory as a person would write it, for the commands of the steps. Default: the current one. */
  readonly fleet?: string;
  /** Whose Ingresses are imported. */
  readonly from?: ImportedController;
}

const IMPORTED_CONTROLLERS = [...CONTROLLER_KINDS, "ingress-nginx"] as const;
export type ImportedController = (typeof IMPORTED_CONTROLLERS)[number];

/** What becomes of a dump. Every Ingress of it is in exactly one of `tenants`, `notImported` and `ownIngresses`. */
export interface ImportedFleet {
  /** By path relative to the fleet directory; empty when nothing can be imported. */
  readonly files: ReadonlyMap<string, string>;
  readonly tenants: readonly ImportedTenant[];
  /** Ingresses that are left alone, each with every reason. */
  readonly notImported: readonly { readonly ingress: string; readonly reasons: readonly Reason[] }[];
  /** Ingresses that this project has made, left alone as well. */
  readonly ownIngresses: readonly string[];
  /** What members of one group say differently. */
  readonly conflicts: readonly Conflict[];
  /** What will not be as it is today although it is imported. */
  readonly changes: readonly Change[];
  /** What a person must decide in platform.json: each stands there as a comment too. */
  readonly decisions: readonly Decision[];
  /** What `check` says of the files as they are. */
  readonly findings: readonly Finding[];
  /** By load balancer, the steps of the change. */
  readonly migrations: readonly Migration[];
}

export interface ImportedTenant {
  readonly tenant: string;
  /** Relative to the fleet directory. */
  readonly file: string;
  readonly loadBalancer: string;
  /** Further load balancers that serve it. */
  readonly alsoOn: readonly string[];
  readonly hosts: readonly string[];
  /** Ingresses whose rules it takes over. */
  readonly ingresses: readonly string[];
}

/**
 * Makes a fleet of the Ingresses of a cluster, in steps of values: dump, today's groups and their settings, what
 * answers each host, tenants, files, migration. A pure function of its input.
 *
 * @throws DumpError when one of the files is something else
 */
export function importFleet(request: ImportRequest): ImportedFleet {
  const { files, services = [], schemas, splitHosts = false, from = "aws-load-balancer-controller", fleet } = request;
  const { value: dump, problems: ofDump } = readDump(files, services);
  const { value: today, problems: before } = from === "ingress-nginx" ? nginxState(dump) : albState(dump, from);
  const { origins, groups, settings } = today;
  const { value, problems: ofDraft } = withoutRefused(before, (refused) =>
    draftOnce({ ...today, schemas, splitHosts }, refused),
  );
  const { draft, catalog, findings } = value;
  const problems = [...ofDraft, ...otherClaims(groups, draft.tenants, refusedBy(ofDraft))];
  const refused = refusedBy(problems);
  const plan = planOf(draft);
  const isEmpty = draft.tenants.length === 0;
  return {
    files: isEmpty ? new Map() : draft.files,
    tenants: draft.tenants.map(({ name, loadBalancer, alsoOnKeys, hosts, members }) => ({
      tenant: name,
      file: tenantFile(name),
      loadBalancer,
      alsoOn: alsoOnKeys,
      hosts,
      ingresses: members.map(({ ingress }) => ingress.id),
    })),
    notImported: notImported(ofDump, origins, problems),
    ownIngresses: [...origins].filter(([, { kind }]) => kind === "tenantry").map(([{ id }]) => id),
    conflicts: [...settings.values()].flatMap(({ conflicts }) => conflicts),
    changes: changesOf(draft, settings, catalog, plan, refused),
    decisions: isEmpty ? [] : draft.decisions,
    findings: isEmpty ? [] : findings,
    migrations: planMigrations(draft, settings, catalog, plan, problems, commandsFor(fleet)),
  };
}

/** What there is today, whoever makes it. */
interface State {
  readonly origins: ReadonlyMap<DumpIngress, Origin | NginxOrigin>;
  readonly groups: readonly Group[];
  readonly settings: ReadonlyMap<Group, GroupSettings>;
  readonly evidence: Evidence;
}

function albState(dump: Dump, controller: ControllerKind): Step<State> {
  const origins = originsOf(dump, controller);
  const { value: groups, problems: ofIngresses } = groupsOf(origins, controller);
  const { value: settings, problems: ofSettings } = settingsOf(groups, refusedBy(ofIngresses));
  return { value: { origins, groups, settings, evidence: dump }, problems: [...ofIngresses, ...ofSettings] };
}

function nginxState(dump: Dump): Step<State> {
  const { value: today, problems } = nginxToday(dump);
  const { origins, groups } = today;
  const hasTls = [...origins].some(([{ tlsHosts }, { kind }]) => kind === "nginx" && tlsHosts.length > 0);
  const settings = new Map(groups.map((group) => [group, nginxSettings(hasTls)]));
  return { value: { origins, groups, settings, evidence: { ...dump, probes: probesOf(dump) } }, problems };
}

function settingsOf(groups: readonly Group[], refused: Refused): Step<ReadonlyMap<Group, GroupSettings>> {
  const read = groups.map((group) => [group, readGroupSettings(group, refused)] as const);
  return {
    value: new Map(read.map(([group, { value }]) => [group, value])),
    problems: read.flatMap(([, { problems }]) => problems),
  };
}

interface Drafting extends State {
  readonly schemas: SchemaReferences;
  readonly splitHosts: boolean;
}

interface Drafted {
  readonly draft: FleetDraft;
  readonly catalog: ServiceCatalog;
  readonly findings: readonly Finding[];
}

/** One round: a draft of those that have not been refused, and whom it refuses in turn. */
function draftOnce({ groups, settings, evidence, schemas, splitHosts }: Drafting, refused: Refused): Step<Drafted> {
  const https = new Map([...settings].map(([group, one]) => [group, one.https]));
  const catalog = catalogServices(groups, evidence, refused);
  const withService = new Set([...refused, ...refusedBy(catalog.problems)]);
  const candidates = candidatesOf(groups, https, catalog.value, withService);
  const tenants = tenantsOf(candidates.value, splitHosts);
  const draft = draftFleet(tenants.value, settings, catalog.value, schemas);
  const found = [...catalog.problems, ...candidates.problems, ...tenants.problems];
  // A draft that will be made anew need not be checked.
  const findings = found.length > 0 ? [] : checkSource(draft.source).findings;
  const problems = found.length > 0 ? found : refusedByCheck(draft, findings);
  return { value: { draft, catalog: catalog.value, findings }, problems };
}

/** The Ingresses of a tenant whose own file has an error are not imported. */
function refusedByCheck({ tenants }: FleetDraft, findings: readonly Finding[]): Problem[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  return tenants.flatMap(({ name, members, hosts }) =>
    errors
      .filter(({ file }) => file === tenantFile(name))
      .flatMap(({ message }) =>
        members.map(({ ingress }): Problem => {
          const host = hosts.length === 1 ? { host: hosts[0]! } : {};
          return { ingress: ingress.id, code: "refused-by-check", message, ...host };
        }),
      ),
  );
}

/** The plan of the draft; undefined when its platform.json cannot be decoded, which the findings say. */
function planOf({ source }: FleetDraft): Plan | undefined {
  const { platform, tenants } = decodeFleet(source);
  return platform && planFleet({ platform, tenants });
}

function notImported(
  unreadable: readonly Problem[],
  origins: State["origins"],
  problems: readonly Problem[],
): ImportedFleet["notImported"] {
  const reasons = new Map<string, Map<string, Reason>>();
  for (const { ingress, ...reason } of problems) {
    const ofIngress = reasons.get(ingress) ?? new Map<string, Reason>();
    reasons.set(ingress, ofIngress.set(JSON.stringify(reason), reason));
  }
  return [
    ...unreadable.map(({ ingress, ...reason }) => ({ ingress, reasons: [reason] })),
    // In the order of the dump.
    ...[...origins].flatMap(([{ id }, origin]) => {
      if (origin.kind === "other") return [{ ingress: id, reasons: [origin.reason] }];
      const found = reasons.get(id);
      return found === undefined ? [] : [{ ingress: id, reasons: [...found.values()] }];
    }),
  ];
}
