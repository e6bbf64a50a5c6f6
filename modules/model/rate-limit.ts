import * as z from "zod";
import { WAF_LIMITS } from "../aws";

const requests = z
  .int()
  .min(WAF_LIMITS.minRateLimit, { error: `must be at least ${WAF_LIMITS.minRateLimit} requests` })
  .max(WAF_LIMITS.maxRateLimit, { error: `must be at most ${WAF_LIMITS.maxRateLimit} requests` });

/** `loadBalancers.<name>.rateLimit`: how much traffic one host may bring, so that no tenant takes the others' share. */
export const rateLimitSchema = z
  .strictObject({
    requestsPerHost: requests.meta({
      description: `Requests with the same Host header in a window, over all clients; more are answered with 429. ${WAF_LIMITS.minRateLimit} to ${WAF_LIMITS.maxRateLimit}. Below a tenant's wildcard every name is a host of its own.`,
      examples: [30000],
    }),
    windowSeconds: z
      .literal(WAF_LIMITS.rateLimitWindowsSeconds)
      .default(300)
      .meta({ description: "Seconds over which requests are counted: 60, 120, 300 or 600.", examples: [300] }),
    requestsPerClient: requests.optional().meta({
      description:
        "Requests of one client address in a window, to whatever hosts. Counted first, so that one abusive client does not use up a host's limit. Default: no such limit.",
      examples: [2000],
    }),
    client: z.enum(["connection", "x-forwarded-for"]).default("connection").meta({
      description:
        "Whose address requestsPerClient counts: that of the connection, or behind a CDN the first one in X-Forwarded-For, which is true only if the CDN drops what the client itself wrote there.",
    }),
    count: z
      .boolean()
      .default(false)
      .meta({ description: "Only count what would be refused, to try a limit before it holds." }),
  })
  .refine(
    ({ requestsPerHost, requestsPerClient }) => requestsPerClient === undefined || requestsPerClient <= requestsPerHost,
    {
      path: ["requestsPerClient"],
      error: "must be at most requestsPerHost: the host's limit would always come first",
    },
  )
  .meta({
    description: "Rate limits by an AWS WAF web ACL that is made for this load balancer. Excludes webAclArn.",
    examples: [{ requestsPerHost: 30000, requestsPerClient: 2000, windowSeconds: 300 }],
  });

export type RateLimitConfig = z.output<typeof rateLimitSchema>;
