import { z } from "zod";
export const rateLimitSchema = z.strictObject({ requestsPerHost: z.int().min(10).max(2_000_000_000), windowSeconds: z.union([z.literal(60), z.literal(120), z.literal(300), z.literal(600)]).default(300), requestsPerClient: z.int().min(10).max(2_000_000_000).optional() });
export type RateLimitConfig = z.output<typeof rateLimitSchema>;
