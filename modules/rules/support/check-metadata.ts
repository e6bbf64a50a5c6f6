import type { UncodedFinding } from "../../findings";
import type { Tenant } from "../../model";
import { type FindingInput, inTenant, type RuleContext } from "./context";

/** A label or annotation of a tenant. */
export interface Metadata {
  readonly field: "labels" | "annotations";
  readonly key: string;
  readonly value: string;
}

/** Looks at every label and annotation of every tenant; findings point at the key. */
export function checkMetadata(
  context: RuleContext,
  inputOf: (metadata: Metadata) => FindingInput | undefined,
): UncodedFinding[] {
  return context.tenants.flatMap((tenant: Tenant) =>
    (["labels", "annotations"] as const).flatMap((field) =>
      Object.entries(tenant[field] ?? {}).flatMap(([key, value]) => {
        const input = inputOf({ field, key, value });
        return input === undefined ? [] : [inTenant(context, tenant, [field, key], input)];
      }),
    ),
  );
}
