import type { Result } from "./result";

/** What `group.order` may be: −1000 to this (pkg/ingress/group_loader.go). */
export const MAX_GROUP_ORDER = 1000;

/** Of a member without `group.order`. */
const DEFAULT_GROUP_ORDER = 0;

/** What decides an Ingress's place in its group. */
export interface GroupMember {
  /** `group.order`. */
  readonly groupOrder: number;
  readonly namespace: string;
  readonly name: string;
}

/**
 * The controller's order of a group's members: by `group.order`, then by `namespace/name` as text. How specific a
 * host is plays no part.
 */
export function compareGroupMembers(a: GroupMember, b: GroupMember): number {
  return a.groupOrder - b.groupOrder || compareIds(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`);
}

/** By code unit, as Go compares. */
function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A `group.order` that is not valid stops the whole group, without an event. */
export interface InvalidGroupOrder {
  readonly kind: "invalid-group-order";
  readonly text: string;
  readonly stopsGroup: true;
}

/** The value of the annotation `group.order`. */
export function readGroupOrder(text: string | undefined): Result<number, InvalidGroupOrder> {
  if (text === undefined) return { ok: true, value: DEFAULT_GROUP_ORDER };
  const order = Number(text);
  const valid = /^[+-]?\d+$/.test(text) && Math.abs(order) <= MAX_GROUP_ORDER;
  return valid
    ? { ok: true, value: order }
    : { ok: false, error: { kind: "invalid-group-order", text, stopsGroup: true } };
}
