import type { Finding } from "../findings";
import type { Tenant } from "../model";
import { type Complaint, inTenant, type RuleContext } from "./rule";

/** A label or annotation of a tenant. */
export interface Metadata {
  readonly field: "labels" | "annotations";
  readonly key: string;
  readonly value: string;
}

/** Looks at every label and annotation of every tenant; findings point at the key. */
export function checkMetadata(
  context: RuleContext,
  complaintOf: (metadata: Metadata) => Complaint | undefined,
): Finding[] {
  return context.tenants.flatMap((tenant: Tenant) =>
    (["labels", "annotations"] as const).flatMap((field) =>
      Object.entries(tenant[field] ?? {}).flatMap(([key, value]) => {
        const complaint = complaintOf({ field, key, value });
        return complaint === undefined ? [] : [inTenant(context, tenant, [field, key], complaint)];
      }),
    ),
  );
}
