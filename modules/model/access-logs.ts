import { z } from "zod";
export const accessLogsSchema = z.strictObject({ bucket: z.string(), prefix: z.string().optional(), athena: z.strictObject({ database: z.string(), workgroup: z.string() }).optional() });
export type AccessLogsConfig = z.output<typeof accessLogsSchema>;
