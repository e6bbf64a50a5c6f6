import * as z from "zod";
import { recovering } from "./recovery";
import { key } from "./text";

/** `loadBalancers.<name>.pools`. */
export const poolsSchema = z
  .array(
    z.strictObject({
      domain: recovering(z.string(), "").meta({
        description: "Hosts exactly one label below it can be pooled.",
        examples: ["shop.example"],
      }),
      service: recovering(key(), "any").meta({ description: "What answers them.", examples: ["web"] }),
    }),
  )
  .default([])
  .meta({
    description:
      "A host one label below a domain costs no rule of its own while its tenant answers every request with the pool's service: one rule *.<domain> answers all of them. Names below it that no tenant claims reach the service too. A pool's Ingress is named after its place in this list: add new ones at the end.",
    examples: [[{ domain: "shop.example", service: "web" }]],
  });
