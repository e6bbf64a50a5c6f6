export { type DocumentPath, formatPath, SourceDocument } from "./document";
export { SOURCE_FINDINGS, type SourceFindingCode } from "./finding-kinds";
export { formatJson } from "./format-json";
export {
  nearestFleet,
  PLATFORM_FILE,
  platformSchemaReference,
  schemaReference,
  TENANTS_DIRECTORY,
  tenantFile,
  tenantOfFile,
} from "./layout";
export { FleetNotFoundError, type FleetSource, readFleet, type TenantDocument, tenantDocument } from "./read-fleet";
export type { SiblingFleet } from "./sibling-fleets";
