export { type NewTenant, type ProposedTenant, proposeTenant } from "./propose-tenant";
