import type { Location, UncodedFinding } from "../../findings";
import type { DecodedFleet, PlatformConfig, Tenant } from "../../model";
import { type DocumentPath, formatPath, PLATFORM_FILE, tenantFile } from "../../source";
import type { Claim } from "./claims";
import type { WrongPlaces } from "./wrong-places";

/** What a rule looks at: the fleet as far as it could be decoded, and where things stand. */
export interface RuleContext {
  /** Undefined when `platform.json` could not be decoded. */
  readonly platform: PlatformConfig | undefined;
  readonly tenants: readonly Tenant[];
  readonly documents: DecodedFleet["documents"];
  readonly siblings: DecodedFleet["siblings"];
  /** The tenants' host names that are, or nearly are, canonical. */
  readonly claims: readonly Claim[];
  /** Where decoding has found something wrong already. */
  readonly wrong: WrongPlaces;
}

/** What a rule says of one place. */
export interface FindingInput {
  readonly message: string;
  readonly help: string;
  /** Point at the key instead of its value. */
  readonly atKey?: boolean;
  readonly related?: readonly Location[];
}

/** A finding in a tenant's file. */
export function inTenant(
  context: RuleContext,
  tenant: Tenant,
  path: DocumentPath,
  input: FindingInput,
): UncodedFinding {
  return inFile(context, tenantFile(tenant.name), path, input);
}

/** A finding in `platform.json`. */
export function inPlatform(context: RuleContext, path: DocumentPath, input: FindingInput): UncodedFinding {
  return inFile(context, PLATFORM_FILE, path, input);
}

/** Where something stands in a tenant's file. */
export function locateInTenant(context: RuleContext, tenant: Tenant, path: DocumentPath): Location {
  return locate(context, tenantFile(tenant.name), path, false);
}

/** Where something stands in `platform.json`. */
export function locateInPlatform(context: RuleContext, path: DocumentPath): Location {
  return locate(context, PLATFORM_FILE, path, false);
}

/** Whether `platform.json` is known to be wrong at a place, so that nothing can be concluded from what is there. */
export function isWrongInPlatform({ wrong }: RuleContext, path: DocumentPath): boolean {
  return wrong.touch(PLATFORM_FILE, formatPath(path));
}

/** The same for a tenant's file. */
export function isWrongInTenant({ wrong }: RuleContext, tenant: Tenant, path: DocumentPath): boolean {
  return wrong.touch(tenantFile(tenant.name), formatPath(path));
}

function inFile(context: RuleContext, file: string, path: DocumentPath, input: FindingInput): UncodedFinding {
  const { atKey = false, ...rest } = input;
  return { ...locate(context, file, path, atKey), path: formatPath(path), ...rest };
}

function locate({ documents }: RuleContext, file: string, path: DocumentPath, atKey: boolean): Location {
  const document = documents.get(file);
  if (document === undefined) return { file, line: 1, column: 1 };
  return atKey ? document.locateKey(path) : document.locate(path);
}
