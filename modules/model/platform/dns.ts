import * as z from "zod";

/** `dns` of `platform.json`. */
export const dnsSchema = z
  .strictObject({
    externalDns: z
      .strictObject({
        records: z.enum(["weighted", "simple"]).default("weighted").meta({
          description:
            "weighted: every tenant Ingress carries set-identifier and aws-weight, so that moves and fail-over between load balancers are changes of weights. simple: one record for a host, for fleets whose records were made without weights; of a tenant on several load balancers only the Ingresses with traffic are visible.",
        }),
      })
      .meta({ description: "external-dns makes the records of the tenants' hosts, from their Ingresses." }),
  })
  .optional()
  .meta({
    description: "Who makes the DNS records of the tenants' hosts. Absent: nothing is said to external-dns.",
    examples: [{ externalDns: {} }],
  });
