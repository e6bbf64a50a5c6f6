import type { Tenant } from "../../model";
import type { DocumentPath } from "../../source";
import { parseCidr } from "./cidrs";

/** An `allowedCidrs` of a tenant's file. */
export interface SourceList {
  readonly cidrs: readonly string[];
  readonly path: DocumentPath;
}

/** Every `allowedCidrs` of a tenant: its own, and those of routes. */
export function sourceLists(tenant: Tenant): SourceList[] {
  const lists: SourceList[] = [];
  if (tenant.allowedCidrs !== undefined) lists.push({ cidrs: tenant.allowedCidrs, path: ["allowedCidrs"] });
  tenant.routes.forEach(({ allowedCidrs }, index) => {
    if (allowedCidrs !== undefined) lists.push({ cidrs: allowedCidrs, path: ["routes", index, "allowedCidrs"] });
  });
  return lists;
}

/** Whether a text is a network as ALB compares it. What is wrong with any other is for `invalid-cidr` to say. */
export function isCanonicalNetwork(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && cidr.canonical === text && cidr.mappedIpv4 === undefined;
}
