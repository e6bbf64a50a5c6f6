import type { Finding, Location } from "../../modules/findings";
import { checkFleet, type PlannedFleet, type RefusedFleet } from "../../modules/fleet";
import { inTemporaryDirectory } from "./temporary-directory";

/**
 * A fleet's files as text, by path. `▶` stands before what a finding must point at, `▷` before what it must name as
 * related; neither is written.
 */
export type MarkedFiles = Readonly<Record<string, string>>;

/** An object's text from its fields' texts, one a line. */
export function object(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(
    ([key, value]) => `  ${key.startsWith("▶") ? `▶"${key.slice(1)}"` : `"${key}"`}: ${value}`,
  );
  return `{\n${lines.join(",\n")}\n}`;
}

export const ARN = "arn:aws:acm:eu-central-1:123456789012:certificate";

const AWS = { region: '"eu-central-1"', vpcId: '"vpc-00000001"', allowedAccountIds: '["123456789012"]' };
const WEB = { namespace: '"apps"', name: '"web"', port: "80" };
const EDGE = {
  services: '["web", "api"]',
  subnets: '["subnet-00000001", "subnet-00000002"]',
  certificates: `[{"arn": "${ARN}/1", "domains": ["shop.example", "*.shop.example", "*.eu.shop.example"]}]`,
};

/** Texts of valid parts of `platform.json`, with some fields replaced or added. */
export const awsText = (fields: Readonly<Record<string, string>> = {}) => object({ ...AWS, ...fields });
export const serviceText = (fields: Readonly<Record<string, string>> = {}) => object({ ...WEB, ...fields });
export const edgeText = (fields: Readonly<Record<string, string>> = {}) => object({ ...EDGE, ...fields });
/** A load balancer on HTTP only. */
export const insideText = (fields: Readonly<Record<string, string>> = {}) =>
  edgeText({ certificates: "[]", ...fields });

/** The text of a valid `platform.json`: services web (default) and api, load balancers edge (default) and inside. */
export function platformText(fields: Readonly<Record<string, string>> = {}): string {
  return object({
    fleet: '"shop"',
    aws: awsText(),
    kubernetes: '{"namespace": "tenants", "kubeconfig": {"path": "~/.kube/config", "context": "prod"}}',
    domains: '["shop.example"]',
    defaults: '{"loadBalancer": "edge", "service": "web"}',
    services: `{"web": ${serviceText()}, "api": ${serviceText()}}`,
    loadBalancers: `{"edge": ${edgeText()}, "inside": ${insideText()}}`,
    ...fields,
  });
}

/** The text of a tenant's file with one host. */
export function tenantText(fields: Readonly<Record<string, string>> = {}): string {
  return object({ hosts: '["acme.shop.example"]', ...fields });
}

/** A fleet whose one load balancer, `edge`, has these fields replaced or added. */
export function edgeFiles(fields: Readonly<Record<string, string>>): MarkedFiles {
  return { "platform.json": platformText({ loadBalancers: `{"edge": ${edgeText(fields)}}` }) };
}

/** A fleet whose service `web` has these fields replaced or added. */
export function serviceFiles(fields: Readonly<Record<string, string>>): MarkedFiles {
  return { "platform.json": platformText({ services: `{"web": ${serviceText(fields)}, "api": ${serviceText()}}` }) };
}

/** A fleet whose tenant `acme` has these fields replaced or added. */
export function acmeFiles(fields: Readonly<Record<string, string>>): MarkedFiles {
  return { "tenants/acme.json": tenantText(fields) };
}

/** Checks files in a directory of their own; `platform.json` and one tenant are added where there are none. */
export function checkFiles(files: MarkedFiles): PlannedFleet | RefusedFleet {
  const hasTenant = Object.keys(files).some((file) => file.startsWith("tenants/"));
  const all = { "platform.json": platformText(), ...(!hasTenant && { "tenants/acme.json": tenantText() }), ...files };
  return inDirectory(all, checkFleet);
}

/** Writes files into a directory of their own, and removes it when `use` is done. */
export function inDirectory<T>(files: Readonly<Record<string, string | Uint8Array>>, use: (directory: string) => T): T {
  return inTemporaryDirectory((temporary) => {
    for (const [file, content] of Object.entries(files)) {
      temporary.write(file, typeof content === "string" ? content.replace(/[▶▷]/g, "") : content);
    }
    return use(temporary.directory);
  });
}

/** What a finding must be, beside where it is. */
export interface ExpectedFinding {
  readonly code: string;
  readonly path?: string;
  readonly severity?: Finding["severity"];
  readonly message?: RegExp | string;
  readonly help?: RegExp | string;
}

/** Expects no finding at all. */
export function expectAccepted(files: MarkedFiles): void {
  expect(checkFiles(files).findings).toEqual([]);
}

/**
 * Expects findings of one kind at every `▶`, with `▷` as the related places of the first, and no finding else: one
 * mistake is one finding.
 */
export function expectFindings(
  files: MarkedFiles,
  { code, path, severity = "error", message, help }: ExpectedFinding,
): void {
  const { findings, plan } = checkFiles(files);
  const places = findings.map(({ file, line, column, code, severity }) => ({ file, line, column, code, severity }));
  const expected = placesOf(files, "▶").map((place) => ({ ...place, code, severity }));
  expect(places).toEqual(expected);
  const [first] = findings;
  if (path !== undefined) expect(first?.path).toBe(path);
  if (message !== undefined) expect(first?.message).toMatch(message);
  if (help !== undefined) expect(first?.help).toMatch(help);
  const related = placesOf(files, "▷");
  if (related.length > 0) expect(first?.related).toEqual(related);
  expect(plan === undefined).toBe(severity === "error");
}

function placesOf(files: MarkedFiles, mark: "▶" | "▷"): Location[] {
  const other = mark === "▶" ? "▷" : "▶";
  return Object.keys(files)
    .sort()
    .flatMap((file) => {
      const parts = files[file]!.replaceAll(other, "").split(mark);
      return parts.slice(1).map((_, index) => {
        const before = parts.slice(0, index + 1).join("");
        const lines = before.split("\n");
        return { file, line: lines.length, column: lines.at(-1)!.length + 1 };
      });
    });
}
