import { quote } from "../findings";
import type { FixedResponseConfig } from "../model";
import type { Behaviour } from "./host-behaviour";
import type { Problem, Step } from "./problem";
import type { Member } from "./today";

export type Slot = "maintenance" | "suspended" | "forbidden";

/** The platform's fixed responses, one each. */
export type Responses = ReadonlyMap<Slot, FixedResponseConfig>;

/** What needs a fixed response. */
interface Needing {
  readonly members: readonly Member[];
  readonly host: string;
  readonly behaviour: Behaviour;
}

/** The platform's fixed responses: the first that needs one decides what it says, and others must say the same. */
export function settleResponses(all: readonly Needing[]): Step<Responses> {
  const taken = new Map<Slot, FixedResponseConfig>();
  const problems: Problem[] = [];
  for (const { members, host, behaviour } of all) {
    for (const [slot, response] of neededBy(behaviour)) {
      const before = taken.get(slot) ?? response;
      taken.set(slot, before);
      if (JSON.stringify(before) === JSON.stringify(response)) continue;
      const message = `Its fixed response (${response.statusCode}, ${quote(response.body)}) differs from the one that became the platform's response ${slot}; there is one for all tenants.`;
      problems.push(
        ...members.map(({ ingress }): Problem => ({ ingress: ingress.id, code: "unsupported", message, host })),
      );
    }
  }
  return { value: taken, problems };
}

function neededBy({ refusal, catchAll }: Behaviour): (readonly [Slot, FixedResponseConfig])[] {
  return [
    ...(refusal === undefined ? [] : [["forbidden", refusal] as const]),
    ...(catchAll.kind === "status" ? [[catchAll.status, catchAll.response] as const] : []),
  ];
}
