import { z } from "zod";
export const alarmsSchema = z.strictObject({ notify: z.array(z.string()).default([]), thresholds: z.record(z.string(), z.any()).default({}) });
export type AlarmsConfig = z.output<typeof alarmsSchema>;
