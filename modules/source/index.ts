export { type DocumentPath, formatPath, SourceDocument } from "./document";
export { FleetNotFoundError, type FleetSource, readFleet, type TenantDocument } from "./read-fleet";
