import { MANAGED_BY_LABEL } from "../controller";
import { EXTERNAL_DNS_PREFIX, ROUTING_KEYS } from "../external-dns";
import { unknownSettings } from "./annotations";
import { isReadFromNginx } from "./ingress-nginx/annotations";
import type { Member } from "./today";

/** Labels and annotations of Ingresses that become one tenant. */
export interface Metadata {
  readonly annotations: Readonly<Record<string, string>> | undefined;
  /** Keys that are not brought along, such as `label team`. */
  readonly dropped: readonly string[];
}

/** These belong to the old Ingress alone: to the controller, to kubectl, to its class. */
const OWNED_PREFIXES = ["alb.ingress.kubernetes.io/", "kubectl.kubernetes.io/"];
const OWNED = ["kubernetes.io/ingress.class", MANAGED_BY_LABEL];

/**
 * Annotations of external-dns are kept, but those that say where DNS leads: `dns` of platform.json does. Others are dropped and named: a label of Helm or Argo CD on an Ingress that
 * they did not make would have them delete it.
 */
export function metadataOf(members: readonly Member[]): Metadata {
  const kept = new Map<string, string>();
  const dropped = new Set<string>();
  for (const { ingress } of members) {
    for (const [key, value] of ingress.annotations) {
      if (isKept(key) && (kept.get(key) ?? value) === value) kept.set(key, value);
      else if (!isOwned(key) && !isReadFromNginx(key)) dropped.add(`annotation ${key}`);
    }
    for (const key of unknownSettings(ingress.annotations)) dropped.add(`annotation ${key}, unknown to the controller`);
    for (const key of ingress.labels.keys()) if (!isOwned(key)) dropped.add(`label ${key}`);
  }
  return { annotations: kept.size === 0 ? undefined : Object.fromEntries(kept), dropped: [...dropped].sort() };
}

function isKept(key: string): boolean {
  return key.startsWith(EXTERNAL_DNS_PREFIX) && !ROUTING_KEYS.includes(key);
}

function isOwned(key: string): boolean {
  return OWNED.includes(key) || OWNED_PREFIXES.some((prefix) => key.startsWith(prefix));
}
