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
      description: `Requests with the same Host header in a window, over all clients; more are answered with 429. ${WAF_LIMITS.minRateLimit} to ${WAF_LIMITS.maxRateLimit}.`,
      examples: [30000],
    }),
    windowSeconds: z
      .literal(WAF_LIMITS.rateLimitWindowsSeconds)
      .default(300)
      .meta({ description: "Seconds over which requests are counted: 60, 120, 300 or 600.", examples: [300] }),
    requestsPerClient: requests.optional().meta({
      description:
        "Requests of one client address to one host in a window. Counted first, so that one abusive client does not use up its host's limit. Default: no such limit.",
      examples: [2000],
    }),
  })
  .refine(
    ({ requestsPerHost, requestsPerClient }) => requestsPerClient === undefined || requestsPerClient <= requestsPerHost,
    {
      path: ["requestsPerClient"],
      error: "must be at most requestsPerHost: the host's limit would always come first",
    },
  )
  .meta({
    description: "Rate limit per host by an AWS WAF web ACL that is made for this load balancer. Excludes webAclArn.",
    examples: [{ requestsPerHost: 30000, windowSeconds: 300 }],
  });

export type RateLimitConfig = z.output<typeof rateLimitSchema>;
