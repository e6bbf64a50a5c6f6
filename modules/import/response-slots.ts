import { quote } from "../findings";
import type { FixedResponseConfig } from "../model";
import type { Behaviour } from "./host-behaviour";
import type { Problem, Step } from "./problem";
import type { Member } from "./today";

/** What needs the platform's response to sources that are refused. */
interface Needing {
  readonly members: readonly Member[];
  readonly host: string;
  readonly behaviour: Behaviour;
}

/** `responses.forbidden`: the first that needs it decides what it says, and others must say the same. */
export function settleForbidden(all: readonly Needing[]): Step<FixedResponseConfig | undefined> {
  let taken: FixedResponseConfig | undefined;
  const problems: Problem[] = [];
  for (const { members, host, behaviour } of all) {
    for (const response of behaviour.refusals) {
      taken ??= response;
      if (JSON.stringify(taken) === JSON.stringify(response)) continue;
      const message = `What refused sources get (${response.statusCode}, ${quote(response.body)}) differs from what became the platform's responses.forbidden; there is one for all tenants.`;
      problems.push(
        ...members.map(({ ingress }): Problem => ({ ingress: ingress.id, code: "unsupported", message, host })),
      );
    }
  }
  return { value: taken, problems };
}
