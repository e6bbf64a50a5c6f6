import * as z from "zod";

/** `loadBalancers.<name>.dashboard`. */
export const dashboardSchema = z
  .boolean()
  .default(true)
  .meta({ description: "Whether the load balancer gets a CloudWatch dashboard, `<fleet>-<load balancer>`." });
