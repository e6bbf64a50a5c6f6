import type { FindingKind } from "../findings";

/** What can be wrong with a file before anybody looks at what it says. */
export const SOURCE_FINDINGS = [
  {
    code: "tenants-missing",
    severity: "error",
    summary: "a fleet whose tenants/ cannot be read",
    help: "An empty directory is right before the first deployment; a missing one would look like the removal of every tenant.",
  },
  {
    code: "unexpected-file",
    severity: "error",
    summary: "a file in tenants/ that is not <tenant>.json, such as acme.json.bak or .gitattributes",
    help: "README.md and .gitkeep are ignored; a .gitattributes could hide changes from those who review them.",
  },
  {
    code: "not-a-regular-file",
    severity: "error",
    summary: "a link, directory, FIFO or device in the place of a file",
    help: "What is reviewed must be what is read.",
  },
  {
    code: "file-too-large",
    severity: "error",
    summary: "a tenant's file of more than 64 KiB, a platform.json of more than 1 MiB",
  },
  { code: "not-utf-8", severity: "error", summary: "a file that is not UTF-8 text" },
  { code: "unreadable-file", severity: "error", summary: "a file that cannot be read" },
  {
    code: "syntax",
    severity: "error",
    summary: "what is not JSON",
    help: "Comments are allowed, trailing commas are not.",
  },
  { code: "nesting-too-deep", severity: "error", summary: "a file nested more than 32 levels deep" },
  {
    code: "duplicate-key",
    severity: "error",
    summary: "a key that stands twice in an object",
    help: "JSON readers would silently take the last one.",
  },
  {
    code: "invalid-name",
    severity: "error",
    summary: "a name of a tenant, service or load balancer that resources cannot have",
    help: "A lower-case letter first, then letters, digits and hyphens, not ending in a hyphen.",
  },
] as const satisfies readonly FindingKind[];

export type SourceFindingCode = (typeof SOURCE_FINDINGS)[number]["code"];
