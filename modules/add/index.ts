export { type NewTenant, type ProposedTenant, proposeTenant } from "./propose-tenant";
export { writeNewFile } from "./write-new-file";
