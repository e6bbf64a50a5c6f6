import type { SourceFindingCode } from "./finding-kinds";

/** The files of a fleet, wherever they stand. */
export interface FleetFiles {
  /**
   * `platform.json`, or why it is refused as a file. The bytes are good until the next call, here and below.
   *
   * @throws FleetNotFoundError when it cannot be opened
   */
  readPlatform(maxBytes: number): Buffer | FileProblem;
  /** What stands in `tenants/`, in any order, or why that is not known. */
  listTenants(): readonly FleetEntry[] | FileProblem;
  /** @param name of a file in `tenants/` */
  readTenant(name: string, maxBytes: number): Buffer | FileProblem;
}

export interface FleetEntry {
  readonly name: string;
  /** What is none of the two is a link or a device. */
  readonly kind: "file" | "directory" | "other";
}

/** Why a file is not read. */
export type FileProblem = readonly [code: SourceFindingCode, message: string, help: string];

export const NOT_REGULAR: FileProblem = [
  "not-a-regular-file",
  "This is not a regular file.",
  "Replace the link, directory or device by the file itself: what is reviewed must be what is read.",
];

export function tooLarge(bytes: number, maxBytes: number): FileProblem {
  return [
    "file-too-large",
    `The file has ${bytes} bytes; at most ${maxBytes} are read.`,
    "Make it shorter. If one tenant really needs that many hosts or routes, split it into several tenants.",
  ];
}

/** @param why the system's code for it, such as ENOENT */
export function tenantsUnreadable(why: string): FileProblem {
  return [
    "tenants-missing",
    `The directory tenants/ cannot be read (${why}).`,
    why === "ENOENT"
      ? "Create it, even empty: a missing directory would look like the removal of every tenant."
      : "Make it a directory that you may read: unread, it would look like the removal of every tenant.",
  ];
}
