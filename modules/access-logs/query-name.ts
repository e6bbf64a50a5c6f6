import { ATHENA_LIMITS } from "../aws";
import { shorten } from "../plan";

/** The name of a load balancer's named Athena query, such as `shop-edge-1-top-hosts-by-requests`. */
export function accessLogQueryName(fleet: string, key: string, query: string): string {
  return shorten(`${fleet}-${key}-${query}`, ATHENA_LIMITS.queryNameLength);
}
