import * as z from "zod";
import { UserError } from "../errors";
import { readInput, whyNotJson } from "../files";

/** What traffic a load balancer had, from `tenantry top --json`. */
export interface Traffic {
  readonly requests: number;
  /** Rules that were compared with them. */
  readonly ruleEvaluations: number;
  /** Seconds between the first and the last request. */
  readonly seconds: number;
  /** Of tenants that were asked for. */
  readonly tenants: ReadonlyMap<string, Pick<Traffic, "requests" | "ruleEvaluations">>;
}

/** A file that is not what `top --json` writes. Its message is meant for the user. */
class TrafficError extends UserError {
  override readonly name = "TrafficError";
  override readonly code = "no-traffic";
}

const number = z.number().min(0);
const figures = z.object({ requests: number, ruleEvaluations: number });

const top = z.object({
  by: z.literal("tenant"),
  loadBalancers: z.record(
    z.string(),
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      total: figures,
      rows: z.array(figures.extend({ tenant: z.string().nullish() })),
    }),
  ),
});

/**
 * Reads a file that `tenantry top --json` wrote: the traffic of each load balancer that had any, by key.
 *
 * @throws TrafficError, and what reading a file throws
 */
export function readTraffic(path: string): Map<string, Traffic> {
  const parsed = top.safeParse(parseJson(readInput(path), path));
  if (!parsed.success) {
    throw new TrafficError(
      `${path} is not what tenantry top --json writes, by tenant: ${z.prettifyError(parsed.error)}`,
    );
  }
  const traffic = new Map<string, Traffic>();
  for (const [key, { from, to, total, rows }] of Object.entries(parsed.data.loadBalancers)) {
    const seconds = from === null || to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 1000;
    // Of a single moment there is no rate.
    if (!(seconds > 0) || total.requests === 0) continue;
    const tenants = new Map(rows.flatMap(({ tenant, ...row }) => (tenant == null ? [] : [[tenant, row] as const])));
    traffic.set(key, { ...total, seconds, tenants });
  }
  return traffic;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TrafficError(`${path} ${whyNotJson(text)}.`);
  }
}
