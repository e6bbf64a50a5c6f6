import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc, { type Arbitrary } from "fast-check";
import { checkFleet } from "../../modules/fleet";
import { SourceDocument } from "../../modules/source";
import { inDirectory } from "../support/checked-files";
import { runs } from "../support/property-runs";

/** Whatever somebody does to the files of a valid fleet, checking it ends with findings that can be shown. */

const EXAMPLE = join(__dirname, "../support/example");
const FILES: Record<string, Buffer> = { "platform.json": readFileSync(join(EXAMPLE, "platform.json")) };
for (const name of readdirSync(join(EXAMPLE, "tenants"))) {
  FILES[`tenants/${name}`] = readFileSync(join(EXAMPLE, "tenants", name));
}

/** One change of a file's bytes: some go, others come in their place. */
interface Change {
  readonly file: string;
  /** 0 to 1: where in the file. */
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

const text = fc.constantFrom(
  ...[
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "null",
    "-1",
    "1e999",
    "true",
    '""',
    "[]",
    "{}",
    "*",
    "*.",
    "/",
    "//",
    "/*",
  ],
  ...[
    "\n",
    "\r",
    "\u0000",
    "ü",
    "😀",
    "\\ud800",
    '"__proto__": {},',
    '"constructor": 1,',
    "${x}",
    "%{x}",
    "#{host}",
    "0",
  ],
  ...["a".repeat(200), "[".repeat(50), "::ffff:10.0.0.1/1", "xn--a", "\ufeff", "toString", ".", "-", "_"],
);
const insert: Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: text.map((some) => Buffer.from(some)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }) },
);
const change: Arbitrary<Change> = fc.record({
  file: fc.constantFrom(...Object.keys(FILES), "platform.json", "platform.json"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(400)),
  insert,
});

function changed(changes: readonly Change[]): Record<string, Buffer> {
  const files = { ...FILES };
  for (const { file, at, remove, insert } of changes) {
    const before = files[file]!;
    const offset = Math.floor(at * before.length);
    files[file] = Buffer.concat([before.subarray(0, offset), insert, before.subarray(offset + remove)]);
  }
  return files;
}

function expectSoundCheck(directory: string, files: Readonly<Record<string, Buffer>>): void {
  for (const [file, content] of Object.entries(files)) writeFileSync(join(directory, file), content);
  const { findings, plan } = checkFleet(directory);
  expect(plan === undefined).toBe(findings.some(({ severity }) => severity === "error"));
  for (const { file, line, column, message, help } of findings) {
    const lines = files[file]?.toString("utf8").split("\n") ?? [];
    expect(line).toBeLessThanOrEqual(Math.max(1, lines.length));
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
    expect(`${message} ${help}`).not.toMatch(/undefined|NaN|\[object|Invalid input/);
  }
}

test("checking mutilated files never fails, and every finding can be shown", () => {
  inDirectory(FILES, (directory) => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        expectSoundCheck(directory, changed(changes));
      }),
      runs(60),
    );
  });
});

/** Another value at a place of a document, or the place gone. */
interface Replacement {
  readonly file: string;
  /** Picks the place among all in the document. */
  readonly place: number;
  readonly value: unknown;
}

const odd = fc.constantFrom<unknown[]>(
  ...[undefined, null, true, 0, -1, 1.5, 1e300, "", " ", "x", "${x}", "*", "*.example", "acme.shop.example", "web"],
  ...[
    "10.0.0.0/8",
    "0.0.0.0/0",
    "::/0",
    "/",
    "/*",
    "/a?",
    "edge-1",
    "HTTP",
    "GRPC",
    "inside",
    "ipv6",
    "instance",
    "999",
  ],
  ...["#{host}", "arn:aws:acm:eu-central-1:123456789012:certificate/1", "constructor", "toString", "a".repeat(300)],
  ...[[], [[]], [null], [{}], ["x", "x"], {}, { x: {} }, { x: null }, { constructor: 1 }, { web: 1, api: 0 }],
  ...[{ statusCode: 301 }, { host: "x.shop.example", statusCode: 302 }, [{ path: "/", service: "web" }]],
);
const replacement: Arbitrary<Replacement> = fc.record({
  file: fc.constantFrom(...Object.keys(FILES), "platform.json", "platform.json", "platform.json"),
  place: fc.nat(),
  value: fc.oneof({ weight: 3, arbitrary: odd }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) }),
});

type Place = [container: Record<string, unknown>, key: string];

function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const container = value as Record<string, unknown>;
  return Object.keys(container).flatMap((key): Place[] => [[container, key], ...placesIn(container[key])]);
}

function replaced(replacements: readonly Replacement[]): Record<string, Buffer> {
  const files = { ...FILES };
  for (const { file, place, value } of replacements) {
    const root = { document: new SourceDocument(file, files[file]!.toString("utf8")).value };
    const places = placesIn(root);
    const [container, key] = places[place % places.length]!;
    if (value === undefined) delete container[key];
    else container[key] = value;
    files[file] = Buffer.from(JSON.stringify(root.document, null, 1) ?? "");
  }
  return files;
}

test("nor does checking files in which something else stands, or nothing", () => {
  inDirectory(FILES, (directory) => {
    fc.assert(
      fc.property(fc.array(replacement, { minLength: 1, maxLength: 4 }), (replacements) => {
        expectSoundCheck(directory, replaced(replacements));
      }),
      runs(60),
    );
  });
});
