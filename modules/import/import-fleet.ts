import type { Finding } from "../findings";
import { checkSource } from "../fleet";
import { decodeFleet, tenantFile } from "../model";
import { type Plan, planFleet } from "../plan";
import { type Change, changesOf } from "./changes";
import { draftFleet, type FleetDraft, type SchemaReferences } from "./draft";
import type { Decision } from "./draft-text";
import { type DumpIngress, readIngresses, readServices } from "./dump";
import { type Group, groupsOf, isImportable } from "./group";
import { type Conflict, type GroupSettings, readGroupSettings } from "./group-settings";
import { type Migration, planMigrations } from "./migration";
import { type Origin, originsOf } from "./origin";
import { catalogServices, type ServiceCatalog } from "./services";
import { draftTenants, reportOtherClaims } from "./tenants";

/** A file as it was given. */
export interface InputFile {
  /** For messages. */
  readonly name: string;
  readonly text: string;
}

/** What becomes of a dump. Every Ingress of it is in exactly one of `tenants`, `notImported` and `ownIngresses`. */
export interface ImportedFleet {
  /** By path relative to the fleet directory; empty when nothing can be imported. */
  readonly files: ReadonlyMap<string, string>;
  readonly tenants: readonly ImportedTenant[];
  /** Ingresses that are left alone, each with every reason. */
  readonly notImported: readonly { readonly ingress: string; readonly reasons: readonly string[] }[];
  /** Ingresses that this project has made, left alone as well. */
  readonly ownIngresses: readonly string[];
  /** What members of one group, or users of one Service, say differently. */
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
  readonly hosts: readonly string[];
  /** Ingresses whose rules it takes over. */
  readonly ingresses: readonly string[];
}

/**
 * Makes a fleet of the Ingresses of a cluster. A pure function of its input.
 *
 * @param ingresses `kubectl get ingress -A -o json`
 * @param services `kubectl get services -A -o json`: tells the Pods' ports, and which names of ports are one
 * @throws DumpError when one of the files is something else
 */
export function importFleet(
  ingresses: InputFile,
  services: InputFile | undefined,
  schemas: SchemaReferences,
): ImportedFleet {
  const dump = readIngresses(ingresses.text, ingresses.name);
  const knownServices = services && readServices(services.text, services.name);
  const origins = originsOf(dump.ingresses);
  const groups = groupsOf(origins);
  const settings = new Map(groups.map((group) => [group, readGroupSettings(group)]));
  const catalog = catalogServices(groups, knownServices);
  const draft = draftValidFleet(groups, settings, catalog, schemas);
  reportOtherClaims(groups, draft.tenants);
  const plan = planOf(draft);
  const isEmpty = draft.tenants.length === 0;
  return {
    files: isEmpty ? new Map() : draft.files,
    tenants: draft.tenants.map(({ name, loadBalancer, hosts, members }) => ({
      tenant: name,
      file: tenantFile(name),
      loadBalancer,
      hosts,
      ingresses: members.map(({ ingress }) => ingress.id),
    })),
    notImported: notImported(dump.unreadable, origins, groups),
    ownIngresses: [...origins].filter(([, { kind }]) => kind === "tenantry").map(([{ id }]) => id),
    conflicts: [...[...settings.values()].flatMap(({ conflicts }) => conflicts), ...catalog.conflicts],
    changes: changesOf(draft, settings, catalog, plan),
    decisions: isEmpty ? [] : draft.decisions,
    findings: isEmpty ? [] : checkSource(draft.source).findings,
    migrations: planMigrations(draft, settings, plan),
  };
}

/** A draft without a tenant whose own file has an error: the Ingresses of such a one are not imported. */
function draftValidFleet(
  groups: readonly Group[],
  settings: ReadonlyMap<Group, GroupSettings>,
  catalog: ServiceCatalog,
  schemas: SchemaReferences,
): FleetDraft {
  const https = new Map([...settings].map(([group, one]) => [group, one.https]));
  for (;;) {
    const draft = draftFleet(draftTenants(groups, https, catalog), settings, catalog, schemas);
    const errors = checkSource(draft.source).findings.filter(({ severity }) => severity === "error");
    const refused = draft.tenants.filter(({ name, members }) => {
      const own = errors.filter(({ file }) => file === tenantFile(name));
      for (const { problems } of members) for (const { message } of own) problems.add(message);
      return own.length > 0;
    });
    if (refused.length === 0) return draft;
  }
}

/** The plan of the draft; undefined when its platform.json cannot be decoded, which the findings say. */
function planOf({ source }: FleetDraft): Plan | undefined {
  const { platform, tenants } = decodeFleet(source);
  return platform && planFleet({ platform, tenants });
}

function notImported(
  unreadable: readonly { readonly ingress: string; readonly reason: string }[],
  origins: ReadonlyMap<DumpIngress, Origin>,
  groups: readonly Group[],
): ImportedFleet["notImported"] {
  const refused = new Map(
    groups.flatMap(({ members }) =>
      members.filter((member) => !isImportable(member)).map(({ ingress, problems }) => [ingress.id, [...problems]]),
    ),
  );
  return [
    ...unreadable.map(({ ingress, reason }) => ({ ingress, reasons: [reason] })),
    // In the order of the dump.
    ...[...origins].flatMap(([{ id }, origin]) => {
      const reasons = origin.kind === "other" ? [origin.reason] : refused.get(id);
      return reasons === undefined ? [] : [{ ingress: id, reasons }];
    }),
  ];
}
