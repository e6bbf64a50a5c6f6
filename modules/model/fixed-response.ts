import * as z from "zod";
import { AWS_LIMITS, FIXED_RESPONSE_CONTENT_TYPES, isFixedResponseStatus } from "../aws";
import { recovering } from "./recovery";

const statusCode = () =>
  z.int().refine((code) => isFixedResponseStatus(code), {
    error: "must be 2xx, 4xx or 5xx",
  });

const content = (body: string) => ({
  contentType: z
    .enum(FIXED_RESPONSE_CONTENT_TYPES)
    .default("text/plain")
    .meta({ description: "One of the types that ALB sends.", examples: ["text/html"] }),
  body: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= AWS_LIMITS.fixedResponseBodyBytes, {
      error: `must have at most ${AWS_LIMITS.fixedResponseBodyBytes} bytes`,
    })
    // A carriage return comes back from XML as a line feed: the controller would change the rule at every reconciliation.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS's XML cannot carry them
    .regex(/^[^\0-\x08\x0b-\x1f\x7f\ufffe\uffff]*$/, {
      error: "must contain no control characters but tabs and line feeds (\\n)",
    })
    .default(body)
    .meta({ description: `At most ${AWS_LIMITS.fixedResponseBodyBytes} bytes.` }),
});

/** A fixed response of ALB; what is left out is as given here. */
export const fixedResponse = (byDefault: number, body: string) =>
  z.strictObject({
    statusCode: statusCode().default(byDefault).meta({ description: "2xx, 4xx or 5xx." }),
    ...content(body),
  });

/** A fixed response as an answer of a tenant or of a path. */
export const respond = z
  .strictObject({
    statusCode: recovering(statusCode(), 404).meta({ description: "2xx, 4xx or 5xx.", examples: [404] }),
    ...content(""),
  })
  .meta({ description: "Answers with a fixed response." });

/** What a response is like of which a file says nothing but its status. */
export function respondDefaults(): FixedResponseConfig {
  return respond.parse({ statusCode: 404 });
}

export type FixedResponseConfig = z.output<ReturnType<typeof fixedResponse>>;
