import * as z from "zod";
import { bucketName, shaped } from "./text";

const athena = z
  .strictObject({
    database: shaped(/^[a-z0-9_]{1,255}$/, "a database's name of lower-case letters, digits and underscores").meta({
      description: "Existing Glue database (Athena calls it so too) that gets the table over the access logs.",
      examples: ["edge_logs"],
    }),
    workgroup: shaped(/^[A-Za-z0-9._-]{1,128}$/, "an Athena workgroup's name").meta({
      description: "Existing Athena workgroup that gets the named queries.",
      examples: ["primary"],
    }),
  })
  .meta({
    description:
      "Makes the access logs readable with SQL: a Glue table and named Athena queries that tell which tenant it is.",
    examples: [{ database: "edge_logs", workgroup: "primary" }],
  });

/** `loadBalancers.<name>.accessLogs`. */
export const accessLogsSchema = z
  .strictObject({
    bucket: bucketName().meta({
      description: "Existing S3 bucket in the load balancer's Region whose policy lets Elastic Load Balancing write.",
      examples: ["acme-edge-logs"],
    }),
    prefix: shaped(
      /^(?!.*AWSLogs)[A-Za-z0-9!_.'()-]+(?:\/[A-Za-z0-9!_.'()-]+)*$/,
      "a key prefix without slashes at its ends and without AWSLogs",
    )
      .optional()
      .meta({
        description: "Keys are <prefix>/AWSLogs/<account>/elasticloadbalancing/<region>/<yyyy/mm/dd>/….",
        examples: ["edge-1"],
      }),
    athena: athena.optional(),
  })
  .meta({
    description: "Writes every request to S3.",
    examples: [{ bucket: "acme-edge-logs", prefix: "edge-1", athena: { database: "edge_logs", workgroup: "primary" } }],
  });

export type AccessLogsConfig = z.output<typeof accessLogsSchema>;
