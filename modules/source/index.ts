export { FleetNotFoundError } from "./disk-files";
export { type DocumentPath, formatPath, SourceDocument } from "./document";
export { SOURCE_FINDINGS, type SourceFindingCode } from "./finding-kinds";
export {
  type FileProblem,
  type FleetEntry,
  type FleetFiles,
  NOT_REGULAR,
  tenantsUnreadable,
  tooLarge,
} from "./fleet-files";
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
export { type FleetSource, readFiles, readFleet, type TenantDocument, tenantDocument } from "./read-fleet";
export { findSiblingFleets, type SiblingFleet } from "./sibling-fleets";
