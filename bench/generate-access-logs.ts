import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const START = Date.parse("2026-03-01T12:05:00Z");
const FIVE_MINUTES_MS = 300_000;
const ACCOUNT = "123456789012";
const REGION = "eu-central-1";
const LOAD_BALANCER_ID = "0123456789abcdef";
const STATUSES = [200, 200, 200, 200, 200, 200, 204, 301, 404, 502];

/** Access logs of one load balancer: so many files, each with so many entries of today's fields, for these hosts. */
export interface AccessLogs {
  readonly loadBalancer: string;
  readonly hosts: readonly string[];
  readonly files: number;
  readonly entriesPerFile: number;
}

/** Writes compressed access logs as ALB names them. Sizes of entries are those of real ones: some 600 bytes. */
export function generateAccessLogs(directory: string, { files, ...logs }: AccessLogs): void {
  mkdirSync(directory, { recursive: true });
  for (let file = 0; file < files; file++) {
    const end = new Date(START + file * FIVE_MINUTES_MS).toISOString().replace(/[-:]/g, "").slice(0, 13);
    const name = `${ACCOUNT}_elasticloadbalancing_${REGION}_app.${logs.loadBalancer}.${LOAD_BALANCER_ID}_${end}Z_192.0.2.1_${file}.log.gz`;
    const first = file * logs.entriesPerFile;
    const lines = Array.from({ length: logs.entriesPerFile }, (_, index) => accessLogEntry(logs, first + index));
    writeFileSync(join(directory, name), gzipSync(`${lines.join("\n")}\n`));
  }
}

/** An entry; the same number gives the same one. */
function accessLogEntry({ loadBalancer, hosts }: Pick<AccessLogs, "loadBalancer" | "hosts">, index: number): string {
  // Numbers that look like chance, so that the files pack as real ones do.
  const chance = (salt: number) => (Math.imul(index + 1, 2654435761 + salt * 40503) >>> 8) / 2 ** 24;
  const hex = (salt: number) =>
    Math.floor(chance(salt) * 2 ** 24)
      .toString(16)
      .padStart(6, "0");
  const host = hosts[Math.floor(chance(1) ** 3 * hosts.length)]!;
  const status = STATUSES[index % STATUSES.length]!;
  const second = String(index % 60).padStart(2, "0");
  const time = `2026-03-01T12:${String(index % 59).padStart(2, "0")}:${second}`;
  return [
    `h2 ${time}.${hex(2)}Z app/${loadBalancer}/${LOAD_BALANCER_ID} 192.0.2.${index % 250}:${1024 + (index % 60_000)}`,
    `10.0.${index % 8}.${index % 250}:8080 0.000 ${(chance(3) ** 4 * 2).toFixed(3)} 0.000 ${status} ${status} ${30 + (index % 900)}`,
    `${Math.floor(chance(4) * 40_000)} "GET https://${host}:443/orders/${hex(5)}${hex(6)}?page=${index % 50} HTTP/2.0"`,
    `"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"`,
    "TLS_AES_128_GCM_SHA256 TLSv1.3",
    `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/bench-web-edge-01/0123456789abcdef`,
    `"Root=1-${hex(7)}-${hex(8)}${hex(9)}${hex(10)}" "${host}"`,
    `"arn:aws:acm:${REGION}:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000"`,
    `${1 + (index % 400)} ${time}.000000Z "waf,forward" "-" "-" "10.0.0.1:8080" "${status}" "-" "-"`,
    `TID_${hex(11)}${hex(12)} "-" "-" "-"`,
  ].join(" ");
}
