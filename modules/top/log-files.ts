import type { Readable } from "node:stream";

/** A file of access log entries. */
export interface LogFile {
  /** For people: a path or an `s3://` address. */
  readonly name: string;
  /** Whether it is compressed with gzip. */
  readonly compressed: boolean;
  /** The ALB's name; undefined where the file's name does not tell. */
  readonly loadBalancer: string | undefined;
  /** End of the five minutes that it is about, ISO 8601; undefined where the name does not tell. */
  readonly end: string | undefined;
  /** @throws UserError; FileGoneError when it has been deleted meanwhile */
  open(): Promise<Readable>;
}

/** The file was there when files were listed, and is no more. */
export class FileGoneError extends Error {
  override readonly name = "FileGoneError";
}

/** What AWS names a file: account, Region, load balancer, end of the interval, an address of the ALB, random text. */
const FILE_NAME =
  /^\d+_elasticloadbalancing_[a-z0-9-]+_app\.(?<lb>[A-Za-z0-9-]+)\.[0-9a-f]+_(?<end>\d{8}T\d{4}Z)_[^_]+_[^_]+\.log(?:\.gz)?$/;

/** What ALB's own name for a file tells. */
export interface FileNameParts {
  readonly loadBalancer: string;
  /** ISO 8601 */
  readonly end: string;
}

/** Reads ALB's own name for a file; undefined for any other. */
export function readFileName(name: string): FileNameParts | undefined {
  const { lb, end } = FILE_NAME.exec(name)?.groups ?? {};
  if (lb === undefined || end === undefined) return undefined;
  const iso = end.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:00Z");
  return Number.isNaN(Date.parse(iso)) ? undefined : { loadBalancer: lb, end: iso };
}
