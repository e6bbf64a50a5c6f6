import * as z from "zod";
import { bucketName, identifier, region, shaped } from "../text";

/** `backend` of `platform.json`. */
export const backendSchema = z
  .union(
    [
      z.strictObject({
        local: z
          .strictObject({})
          .meta({ description: "Local files terraform.<fleet>.<stack>.tfstate in the project's root." }),
      }),
      z.strictObject({
        s3: z
          .strictObject({
            bucket: bucketName().meta({
              description: "Existing bucket of the states.",
              examples: ["acme-terraform-state"],
            }),
            region: region().meta({ description: "Region of the bucket." }),
            prefix: shaped(
              /^[A-Za-z0-9!_.'()-]+(?:\/[A-Za-z0-9!_.'()-]+)*$/,
              "a key prefix without slashes at its ends",
            ).meta({
              description: "Keys are <prefix>/<fleet>/<stack>.tfstate.",
              examples: ["tenantry/prod"],
            }),
            kmsKeyId: identifier().optional().meta({ description: "KMS key that encrypts the states." }),
          })
          .meta({ description: "An S3 bucket, with S3's own lock file (Terraform 1.10 or later)." }),
      }),
    ],
    {
      // Of one that is written, what is wrong with it is said.
      error: ({ input }) =>
        typeof input === "object" && input !== null && ("s3" in input || "local" in input)
          ? undefined
          : 'must be {"local": {}} or {"s3": { … }}',
    },
  )
  .default({ local: {} })
  .meta({ description: "Where Terraform keeps its states, one per stack: local files, or S3 with its own lock file." });
