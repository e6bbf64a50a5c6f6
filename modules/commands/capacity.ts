import { type Capacity, capacityDocument, measureCapacity, QUOTA_LABELS, readHistory, readTraffic } from "../capacity";
import type { QuotaName } from "../plan";
import { fleetDirectory } from "./fleet-directory";
import { printDiagnostic, printDocument, printJson, UsageError } from "./output";
import { type FleetOptions, loadPlannedFleet } from "./planned-fleet";

export interface CapacityOptions extends FleetOptions {
  /** A share from 0 to 1, as given. */
  readonly failAbove?: string;
  /** A file that `tenantry top --json` wrote. */
  readonly traffic?: string;
}

/** `tenantry capacity`: every quota of every load balancer, what runs out first and when. */
export function capacity(options: CapacityOptions): number {
  const threshold = options.failAbove === undefined ? undefined : parseShare(options.failAbove);
  const traffic = options.traffic === undefined ? undefined : readTraffic(options.traffic);
  const fleet = loadPlannedFleet(options);
  if (fleet === undefined) return 1;
  const today = Date.now();
  const measured = measureCapacity(fleet, readHistory(fleetDirectory(options.fleet), today), today, traffic);
  const above = threshold === undefined ? [] : quotasAbove(measured, threshold);
  if (options.json) printJson(capacityJson(measured, above));
  else printDocument(capacityDocument(measured), options);
  for (const { loadBalancer, quota, used, limit, usedShare } of above) {
    printDiagnostic(
      `${loadBalancer}: ${used} of ${limit} ${QUOTA_LABELS[quota]} are used, a share of ${shown(usedShare)}, above ${threshold}.\n`,
    );
  }
  return above.length === 0 ? 0 : 1;
}

function parseShare(text: string): number {
  const share = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new UsageError(`--fail-above takes a share from 0 to 1, such as 0.8, not ${JSON.stringify(text)}.`);
}

interface QuotaAbove {
  readonly loadBalancer: string;
  readonly quota: QuotaName;
  readonly used: number;
  readonly limit: number;
  readonly usedShare: number;
}

function quotasAbove({ loadBalancers }: Capacity, threshold: number): QuotaAbove[] {
  return loadBalancers.flatMap(({ key, quotas }) =>
    Object.values(quotas)
      .filter(({ usedShare }) => usedShare > threshold)
      .map(({ name, used, limit, usedShare }) => ({ loadBalancer: key, quota: name, used, limit, usedShare })),
  );
}

function capacityJson({ date, loadBalancers, moves }: Capacity, above: readonly QuotaAbove[]): object {
  return {
    date,
    loadBalancers: Object.fromEntries(
      loadBalancers.map(({ key, quotas, ...rest }) => [key, { ...rest, quotas: Object.values(quotas) }]),
    ),
    moves,
    above,
  };
}

/** Enough digits to tell it from the threshold in most cases. */
function shown(share: number): string {
  return String(Number(share.toFixed(3)));
}
