import { ingressBlocks } from "./ingress-blocks";
import type { ResourceChange } from "./terraform-plan";
import { at, isEmpty, isRecord, list, Redacted, sameValue, visible } from "./values";

/** An attribute whose two values differ, or may differ. */
export interface AttributeChange {
  /** As in the configuration: `spec.scheme`, `health_check.path`, `metadata.annotations[example.com/x]`. */
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The same, without what is sensitive. */
  readonly shown: { readonly attribute: string; readonly before: unknown; readonly after: unknown };
}

/** By name. */
type Attributes = ReadonlyMap<string, unknown>;
type Sides = readonly [before: Attributes, after: Attributes];

/** The attributes of a resource that differ. */
export function attributeChanges({ type, change }: ResourceChange): AttributeChange[] {
  const { before_sensitive, after_sensitive } = change;
  const part = type === "kubernetes_manifest" ? "manifest" : undefined;
  const written = sidesOf(type, change, part, []);
  const shown = sidesOf(type, change, part, [before_sensitive, after_sensitive]);
  const changes = differing(written).map((attribute) => attributeChange(attribute, written, shown));
  return part === undefined ? changes : [...changes, ...changedInCluster({ type, change }, written, changes)];
}

/**
 * What somebody changed in the cluster, and the plan changes back. Only what is written counts: all else is filled in
 * by others, and of what is known after apply only, nothing can be said.
 */
function changedInCluster(
  { type, change }: Pick<ResourceChange, "type" | "change">,
  [writtenBefore, writtenAfter]: Sides,
  known: readonly AttributeChange[],
): AttributeChange[] {
  const { before_sensitive, after_sensitive } = change;
  const inCluster = sidesOf(type, change, "object", []);
  const shown = sidesOf(type, change, "object", [before_sensitive, after_sensitive]);
  return differing(inCluster)
    .filter((attribute) => writtenBefore.has(attribute) || writtenAfter.has(attribute))
    .filter((attribute) => !known.some((one) => one.attribute === attribute))
    .filter((attribute) => !containsUnknown(inCluster[1].get(attribute)) && !containsUnknown(inCluster[1].get("")))
    .map((attribute) => attributeChange(attribute, inCluster, shown));
}

/** @param part of a manifest: what is written, or what the cluster has */
function sidesOf(
  type: string,
  { before, after, after_unknown }: ResourceChange["change"],
  part: "manifest" | "object" | undefined,
  sensitive: readonly unknown[],
): Sides {
  const side = (value: unknown, unknown: unknown) => {
    const seen = visible(value, sensitive, unknown);
    return flatten(ingressBlocks(type, part === undefined ? seen : { manifest: at(seen, part) }));
  };
  return [side(before, undefined), side(after, after_unknown)];
}

function differing([before, after]: Sides): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => !sameValue(before.get(name), after.get(name)));
}

function attributeChange(attribute: string, values: Sides, shown: Sides): AttributeChange {
  const [before, after] = values.map((side) => side.get(attribute));
  // Absent where something around it is sensitive; then its key may be, too.
  const isShown = values.every((side, index) => !side.has(attribute) || shown[index]?.has(attribute) === true);
  const [shownBefore, shownAfter] = values.map((side, index) =>
    side.has(attribute) ? (shown[index]?.get(attribute) ?? Redacted.sensitive) : undefined,
  );
  return {
    attribute,
    before,
    after,
    shown: {
      attribute: isShown ? attribute : attribute.replace(/\[.*\]$/, "[(sensitive)]"),
      before: shownBefore,
      after: shownAfter,
    },
  };
}

/** Maps and lists of pairs are told apart by their keys. */
const MAPS = /^(?:tags|tags_all|metadata\.labels|metadata\.annotations)$/;
const PAIRS = /^spec\.(?:loadBalancerAttributes|tags)$/;

/** One level of blocks, and maps, become attributes of their own. */
function flatten(value: unknown): Attributes {
  const attributes = new Map<string, unknown>();
  for (const [name, part] of parts(value)) {
    if (!isBlock(part) || MAPS.test(name)) put(attributes, name, part);
    else
      for (const [inner, value] of parts(Array.isArray(part) ? part[0] : part))
        put(attributes, `${name}.${inner}`, value);
  }
  return attributes;
}

function put(attributes: Map<string, unknown>, name: string, value: unknown): void {
  if (MAPS.test(name) && isRecord(value)) {
    for (const [key, entry] of parts(value)) attributes.set(`${name}[${key}]`, entry);
  } else if (PAIRS.test(name) && Array.isArray(value)) {
    for (const pair of value) attributes.set(`${name}[${String(at(pair, "key"))}]`, at(pair, "value"));
  } else if (!isEmpty(value)) {
    attributes.set(name, value);
  }
}

/** A block is a list of one object in a plan. */
function isBlock(value: unknown): boolean {
  return isRecord(value) || (Array.isArray(value) && value.length === 1 && isRecord(value[0]));
}

/** What is unknown or too deep as a whole has one nameless part. */
function parts(value: unknown): [string, unknown][] {
  if (value instanceof Redacted) return [["", value]];
  return isRecord(value) ? Object.entries(value) : [];
}

function containsUnknown(value: unknown): boolean {
  if (value === Redacted.unknown) return true;
  return (isRecord(value) ? Object.values(value) : list(value)).some(containsUnknown);
}
