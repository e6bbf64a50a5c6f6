import * as z from "zod";
import { fixedResponse } from "../fixed-response";
import { redirect } from "../redirect";

const response = (statusCode: number, body: string, use: string) =>
  fixedResponse(statusCode, body).prefault({}).meta({ description: use });

/** `responses` of `platform.json`. */
export const responsesSchema = z
  .strictObject({
    unknownHost: z
      .union([
        fixedResponse(404, "Not found"),
        z.strictObject({ redirect }).meta({ description: "A redirect instead, to another host." }),
      ])
      .prefault({})
      .meta({
        description: "Answers hosts that no tenant claims.",
        examples: [{ statusCode: 404, body: "Not found" }],
      }),
    maintenance: response(503, "Down for maintenance", "Answers for tenants with status maintenance."),
    suspended: response(403, "Suspended", "Answers for tenants with status suspended."),
    forbidden: response(403, "Forbidden", "Answers sources outside the allowedCidrs of a tenant or route."),
  })
  .prefault({})
  .meta({ description: "Fixed responses of the load balancers." });

/** What load balancers respond where platform.json says nothing of it. */
export function responseDefaults(): z.output<typeof responsesSchema> {
  return responsesSchema.parse({});
}
