import type { Tenant } from "../../model";
import type { DocumentPath } from "../../source";

/** A place in a tenant's file that names a service. */
export interface ServiceReference {
  readonly service: string;
  readonly path: DocumentPath;
  /** The name is a key there (in weights), not a value. */
  readonly atKey: boolean;
}

/** Every service that a tenant's file names, and the default one where it needs it. */
export function serviceReferences(tenant: Tenant): ServiceReference[] {
  const references: ServiceReference[] = [];
  if (tenant.own.service !== undefined)
    references.push({ service: tenant.own.service, path: ["service"], atKey: false });
  else if (tenant.service !== undefined && needsService(tenant)) {
    references.push({ service: tenant.service, path: [], atKey: false });
  }
  references.push(...weightReferences(tenant.weights, ["weights"]));
  tenant.routes.forEach((route, index) => {
    const path = ["routes", index];
    if (route.service !== undefined)
      references.push({ service: route.service, path: [...path, "service"], atKey: false });
    references.push(...weightReferences(route.weights, [...path, "weights"]));
  });
  return references;
}

/** Whether the tenant's catch-all forwards to its service. */
function needsService(tenant: Tenant): boolean {
  return tenant.redirect === undefined && tenant.weights === undefined && tenant.respond === undefined;
}

function weightReferences(weights: Tenant["weights"], path: DocumentPath): ServiceReference[] {
  return Object.keys(weights ?? {}).map((service) => ({ service, path: [...path, service], atKey: true }));
}
