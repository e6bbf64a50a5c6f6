import { z } from "zod";
export const dashboardSchema = z.boolean().default(true);
