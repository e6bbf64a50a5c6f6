import * as z from "zod";
import { AWS_LIMITS } from "../aws";
import { recovering } from "./recovery";
import { identifier, portNumber } from "./text";

/** 1 to 65535, or the placeholder. */
const PORT_TEXT = /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]|#\{port\})$/;

/** A redirect of ALB; a part that is left out stays as it was asked for. */
export const redirect = z
  .strictObject({
    host: identifier()
      .max(AWS_LIMITS.patternLength)
      .optional()
      .meta({
        description: "Host name to send to. Default: the one asked for (#{host}).",
        examples: ["www.acme.example"],
      }),
    path: identifier()
      .max(AWS_LIMITS.patternLength)
      .regex(/^\//, { error: "must begin with /" })
      .optional()
      .meta({
        description:
          "Absolute path; may contain #{host}, #{path} (without its first slash) and #{port}. Default: the same path.",
        examples: ["/shop/#{path}"],
      }),
    query: z
      .string()
      .max(AWS_LIMITS.patternLength)
      .regex(/^(?!\?)(?:(?![$%]\{)[\s\S])*$/, {
        error: "must not begin with ?, and must not contain ${ or %{, which Terraform would evaluate",
      })
      .optional()
      .meta({
        description: "Query without the question mark; may contain #{query}. Default: the same query.",
        examples: ["from=old&#{query}"],
      }),
    port: z
      .union([portNumber(), z.string().regex(PORT_TEXT, { error: "must be a port from 1 to 65535, or #{port}" })])
      .optional()
      .meta({ description: "Port. Default: the same port.", examples: [443] }),
    protocol: z
      .enum(["HTTP", "HTTPS", "#{protocol}"])
      .optional()
      .meta({ description: "Protocol. Default: the same protocol." }),
    statusCode: recovering(z.literal([301, 302]), 302).meta({
      description: "301 permanent, 302 temporary.",
      examples: [302],
    }),
  })
  .meta({
    description: "Answers with a redirect. At least one part must change, and it must not lead back to itself.",
  });

export type RedirectInput = z.output<typeof redirect>;
