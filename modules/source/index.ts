export { type DocumentPath, formatPath, SourceDocument } from "./document";
export { formatJson } from "./format-json";
export { FleetNotFoundError, type FleetSource, readFleet, type TenantDocument, tenantDocument } from "./read-fleet";
