import * as z from "zod";
import { fixedResponse } from "../fixed-response";

const response = (statusCode: number, body: string, use: string) =>
  fixedResponse(statusCode, body).prefault({}).meta({ description: use });

/** `responses` of `platform.json`. */
export const responsesSchema = z
  .strictObject({
    unknownHost: response(404, "Not found", "Answers hosts that no tenant claims."),
    maintenance: response(503, "Down for maintenance", "Answers for tenants with status maintenance."),
    suspended: response(403, "Suspended", "Answers for tenants with status suspended."),
    forbidden: response(403, "Forbidden", "Answers sources outside a tenant's allowedCidrs."),
  })
  .prefault({})
  .meta({ description: "Fixed responses of the load balancers." });
