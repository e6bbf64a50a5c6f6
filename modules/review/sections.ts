import { count } from "../terminal";
import { type ChangeKind, changeKindOf } from "./change-kind";
import { describeMove } from "./dns-moves";
import type { Review, StackReview, TenantChange } from "./types";

/** One thing that happens, as every output for people lists it. Texts are not escaped. */
export interface Item {
  readonly stack: string;
  /** A tenant, or a resource's address. */
  readonly name: string;
  readonly what: readonly string[];
}

/** Things of one kind over all stacks. */
export interface Section {
  readonly kind: "removed" | "replaced" | "changed" | "drift" | "added";
  /** For a heading: `2 tenants removed`. */
  readonly title: string;
  readonly items: readonly Item[];
}

/** What a reviewer reads, in its order: what is lost, what changes, what comes; tenants before other resources. */
export function sections(review: Review): Section[] {
  const elsewhere = new Map(review.stacks.map((stack) => [stack, servedTenants(stack)]));
  const tenants = (list: "removed" | "replaced" | "changed" | "added") =>
    review.stacks.flatMap((stack) =>
      stack[list].map((change) => ({
        stack: stack.stack,
        name: change.tenant,
        what: list === "removed" ? [...change.what, ...stillServed(change, stack, elsewhere)] : change.what,
      })),
    );
  const all: Section[] = [
    section("changed", "tenant", "led elsewhere by DNS", moveItems(review)),
    section("removed", "tenant", "removed", tenants("removed")),
    section("replaced", "tenant", "replaced (away for a while)", tenants("replaced")),
    section("removed", "resource", "destroyed", otherItems(review, "delete")),
    section("replaced", "resource", "replaced", otherItems(review, "replace")),
    section("removed", "resource", "forgotten by Terraform", otherItems(review, "forget")),
    section("changed", "tenant", "changed", tenants("changed")),
    section("changed", "resource", "changed", otherItems(review, "update")),
    section("changed", "resource", "known under another address or taken over", otherItems(review, "none")),
    section("changed", "output", "changed", outputItems(review)),
    section("drift", "change", "made outside of Terraform", driftItems(review)),
    section("added", "tenant", "added", tenants("added")),
    section("added", "resource", "created", otherItems(review, "create")),
  ];
  return all.filter(({ items }) => items.length > 0);
}

function section(kind: Section["kind"], word: string, verb: string, items: readonly Item[]): Section {
  return { kind, title: `${count(items.length, word)} ${verb}`, items };
}

/** A tenant that is on another load balancer too is being moved or loses its standby: good to know, not the same. */
function stillServed(
  { tenant }: TenantChange,
  stack: StackReview,
  served: ReadonlyMap<StackReview, ReadonlySet<string>>,
): string[] {
  const others = [...served].flatMap(([other, names]) => (other !== stack && names.has(tenant) ? other.stack : []));
  return others.length === 0
    ? []
    : [`is served by ${others.join(", ")}; requests come here until its DNS points there and old answers have expired`];
}

function servedTenants({ added, changed, replaced, unchanged }: StackReview): Set<string> {
  return new Set([...[...added, ...changed, ...replaced].map(({ tenant }) => tenant), ...unchanged]);
}

function moveItems({ moves }: Review): Item[] {
  return moves.map((move) => ({
    stack: Object.keys(move.shares).join(", "),
    name: move.tenant,
    what: [describeMove(move)],
  }));
}

function driftItems({ stacks }: Review): Item[] {
  return stacks.flatMap(({ stack, drift }) =>
    drift.map(({ tenant, address, what, undone }) => ({
      stack,
      name: tenant ?? address,
      what: [...what, undone ? "this plan puts it back" : "this plan does not put it back"],
    })),
  );
}

function otherItems({ stacks }: Review, kind: ChangeKind): Item[] {
  return stacks.flatMap(({ stack, other }) =>
    other
      .filter(({ actions }) => changeKindOf(actions) === kind)
      .map(({ address, notes }) => ({ stack, name: address, what: notes })),
  );
}

function outputItems({ stacks }: Review): Item[] {
  return stacks.flatMap(({ stack, outputs }) =>
    outputs.map(({ name, actions }) => ({ stack, name, what: [actions.join(", then ")] })),
  );
}

/** The verdict in a sentence. */
export function headline(review: Review): string {
  const found = sections(review).map(({ title }) => title);
  const happens = found.length === 0 ? "nothing changes" : found.join(", ");
  const looks = count(review.attention.length, "thing");
  switch (review.verdict) {
    case "pass":
      return `Nothing stands in the way: ${happens}`;
    case "attention":
      return `Look at ${looks} first: ${happens}`;
    case "block":
      return `Blocked for ${count(review.blocked.length, "reason")}${review.attention.length === 0 ? "" : `, ${looks} to look at`}: ${happens}`;
  }
}
