export { type NewTenant, type ProposedTenant, proposeTenant } from "./propose-tenant";
export { schemaReference } from "./schema-reference";
