import { quote } from "../findings";
import type { FixedResponseConfig } from "../model";
import { Unsayable } from "./answer";

export type Slot = "maintenance" | "suspended" | "forbidden";

/** The platform's fixed responses, one each: the first Ingress that needs one decides what it says. */
export class ResponseSlots {
  readonly #taken = new Map<Slot, FixedResponseConfig>();

  /** @throws Unsayable when the platform's response of this kind says something else already. */
  take(slot: Slot, response: FixedResponseConfig): void {
    const taken = this.#taken.get(slot) ?? response;
    if (JSON.stringify(taken) !== JSON.stringify(response)) {
      throw new Unsayable(
        `Its fixed response (${response.statusCode}, ${quote(response.body)}) differs from the one that became the platform's response ${slot}; there is one for all tenants.`,
      );
    }
    this.#taken.set(slot, response);
  }

  get taken(): ReadonlyMap<Slot, FixedResponseConfig> {
    return this.#taken;
  }
}
