import { compareText, type Finding, quote } from "../findings";
import { type FleetSource, PLATFORM_FILE, SourceDocument, type TenantDocument, tenantFile } from "../source";
import { decode } from "./decode";
import type { DecodingCode } from "./finding-kinds";
import { type PlatformConfig, platformSchema } from "./platform";
import { resolveTenant, type Tenant, type TenantDefaults, tenantSchema } from "./tenant";
import { TENANT_NAME_PATTERN, TENANT_NAME_RULE } from "./text";

/** A fleet: the platform and its tenants in the order of their names. */
export interface Fleet {
  readonly platform: PlatformConfig;
  readonly tenants: readonly Tenant[];
}

/** A fleet as far as its files could be decoded, for the rules to look at. */
export interface DecodedFleet {
  /** Undefined when it could not be decoded. */
  readonly platform: PlatformConfig | undefined;
  readonly tenants: readonly Tenant[];
  /** Number of tenant files, also of those that could not be decoded. */
  readonly tenantCount: number;
  /** By file, for positions. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
  /** Other fleets of the same project, not decoded. */
  readonly siblings: NonNullable<FleetSource["siblings"]>;
  readonly findings: readonly Finding<DecodingCode>[];
  /** Places that were wrong, and that are left out or hold a recovery value here. */
  readonly repaired: readonly { readonly file: string; readonly path: string }[];
}

/** Turns documents into typed values with defaults; what cannot be decoded becomes findings. */
export function decodeFleet(source: FleetSource): DecodedFleet {
  const findings: Finding<DecodingCode>[] = [...source.findings];
  const documents = new Map<string, SourceDocument>();
  // A platform file that was refused as a file still has a place for findings about it.
  const platformDocument = source.platform ?? new SourceDocument(PLATFORM_FILE, "");
  documents.set(PLATFORM_FILE, platformDocument);
  // For a single document zod need not compile its definition: 7 ms of the start of `check`.
  const platform = decode(platformSchema, platformDocument, { jitless: true });
  findings.push(...platform.findings);
  const repaired = platform.repaired.map((path) => ({ file: PLATFORM_FILE, path }));
  const defaults = tenantDefaults(platform.value);
  const tenants: Tenant[] = [];
  for (const one of source.tenants) {
    documents.set(one.document.file, one.document);
    const decoded = decodeTenant(one, defaults);
    findings.push(...decoded.findings);
    repaired.push(...decoded.repaired);
    if (decoded.tenant !== undefined) tenants.push(decoded.tenant);
  }
  return {
    platform: platform.value,
    tenants,
    tenantCount: source.tenants.length,
    documents,
    siblings: source.siblings ?? [],
    findings,
    repaired,
  };
}

/** The same fleet with one more tenant's file; only that one is decoded. */
export function withTenant(fleet: DecodedFleet, added: TenantDocument): DecodedFleet {
  const { tenant, findings, repaired } = decodeTenant(added, tenantDefaults(fleet.platform));
  const tenants = tenant === undefined ? fleet.tenants : [...fleet.tenants, tenant];
  return {
    platform: fleet.platform,
    tenants: [...tenants].sort((a, b) => compareText(tenantFile(a.name), tenantFile(b.name))),
    tenantCount: fleet.tenantCount + 1,
    siblings: fleet.siblings,
    documents: new Map([...fleet.documents, [added.document.file, added.document]]),
    findings: [...fleet.findings, ...added.document.findings, ...findings],
    repaired: [...fleet.repaired, ...repaired],
  };
}

/** What one tenant's file says, in the fields of `DecodedFleet`. */
interface DecodedTenant extends Pick<DecodedFleet, "findings" | "repaired"> {
  readonly tenant: Tenant | undefined;
}

function decodeTenant({ name, document }: TenantDocument, defaults: TenantDefaults): DecodedTenant {
  const { value, findings, repaired } = decode(tenantSchema, document);
  const isTenant = TENANT_NAME_PATTERN.test(name);
  return {
    // `acme (1).json` is a copy or a mistake: what it claims must not make the file guilty that it was copied from.
    tenant: isTenant && value ? resolveTenant(name, value, defaultsBeside(repaired, defaults)) : undefined,
    findings: [...(isTenant ? [] : [nameFinding(name, document)]), ...findings],
    repaired: repaired.map((path) => ({ file: document.file, path })),
  };
}

/**
 * The defaults that a tenant gets whose file is wrong at some places. Where it does say something, however wrong,
 * about where it lives or what answers, no default is what it means.
 */
function defaultsBeside(wrong: readonly string[], { loadBalancer, service }: TenantDefaults): TenantDefaults {
  return {
    loadBalancer: wrong.includes("loadBalancer") ? undefined : loadBalancer,
    service: ["service", "weights", "redirect", "respond"].some((field) => wrong.includes(field)) ? undefined : service,
  };
}

/** The load balancer and the service of a tenant that names none: the default, or the only one. */
export function tenantDefaults(platform: PlatformConfig | undefined): TenantDefaults {
  return {
    loadBalancer: platform?.defaults.loadBalancer ?? onlyKey(platform?.loadBalancers),
    service: platform?.defaults.service ?? onlyKey(platform?.services),
  };
}

function onlyKey(record: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const keys = Object.keys(record ?? {});
  return keys.length === 1 ? keys[0] : undefined;
}

function nameFinding(name: TenantDocument["name"], document: SourceDocument): Finding<DecodingCode> {
  return {
    severity: "error",
    code: "invalid-name",
    file: document.file,
    line: 1,
    column: 1,
    path: "",
    message: `The file's name ${quote(name)} is not a valid tenant name: ${TENANT_NAME_RULE}.`,
    help: "Rename the file, or remove it if it is a copy of another tenant's.",
  };
}
