import type { Finding, Location } from "../findings";
import { type DecodedFleet, PLATFORM_FILE, type PlatformConfig, type Tenant, tenantFile } from "../model";
import { type DocumentPath, formatPath } from "../source";

/** What a rule looks at: the fleet as far as it could be decoded, and where things stand. */
export interface RuleContext {
  /** Undefined when `platform.json` could not be decoded. */
  readonly platform: PlatformConfig | undefined;
  readonly tenants: readonly Tenant[];
  readonly documents: DecodedFleet["documents"];
}

/** A rule of the fleet, in a file of its own that is named like its finding code. */
export type Rule = (context: RuleContext) => Finding[];

/** What a rule says of one place. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly help: string;
  /** Default: error. */
  readonly severity?: Finding["severity"];
  /** Point at the key instead of its value. */
  readonly atKey?: boolean;
  readonly related?: readonly Location[];
}

/** A finding in a tenant's file. */
export function inTenant(context: RuleContext, tenant: Tenant, path: DocumentPath, complaint: Complaint): Finding {
  return inFile(context, tenantFile(tenant.name), path, complaint);
}

/** A finding in `platform.json`. */
export function inPlatform(context: RuleContext, path: DocumentPath, complaint: Complaint): Finding {
  return inFile(context, PLATFORM_FILE, path, complaint);
}

/** Where something stands in a tenant's file. */
export function locateInTenant(context: RuleContext, tenant: Tenant, path: DocumentPath): Location {
  return locate(context, tenantFile(tenant.name), path, false);
}

/** Where something stands in `platform.json`. */
export function locateInPlatform(context: RuleContext, path: DocumentPath): Location {
  return locate(context, PLATFORM_FILE, path, false);
}

function inFile(context: RuleContext, file: string, path: DocumentPath, complaint: Complaint): Finding {
  const { atKey = false, severity = "error", ...rest } = complaint;
  return { severity, ...locate(context, file, path, atKey), path: formatPath(path), ...rest };
}

function locate({ documents }: RuleContext, file: string, path: DocumentPath, atKey: boolean): Location {
  const document = documents.get(file);
  if (document === undefined) return { file, line: 1, column: 1 };
  return atKey ? document.locateKey(path) : document.locate(path);
}
