import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkFleet } from "../../modules/fleet";
import { FleetNotFoundError, readFleet } from "../../modules/source";
import { inDirectory, platformText, tenantText } from "../support/checked-files";

const VALID = { "platform.json": platformText(), "tenants/acme.json": tenantText() };

/** What checking says of a valid fleet to which something was done: file, line, column, code. */
function findingsAfter(change: (directory: string) => void): string[] {
  return inDirectory(VALID, (directory) => {
    change(directory);
    return checkFleet(directory).findings.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
  });
}

function inTenants(name: string, make: (path: string) => void): string[] {
  return findingsAfter((directory) => make(join(directory, "tenants", name)));
}

const write = (path: string) => writeFileSync(path, tenantText({ hosts: '["other.shop.example"]' }));

test("takes a valid fleet, with files that are no tenants beside them", () => {
  const change = (directory: string) => {
    writeFileSync(join(directory, "tenants", "README.md"), "# Tenants");
    writeFileSync(join(directory, "tenants", ".gitkeep"), "");
    writeFileSync(join(directory, "notes.txt"), "");
  };
  expect(findingsAfter(change)).toEqual([]);
});

test("reads tenants in the order of their names, whatever the directory's", () => {
  const tenant = (name: string) => [`tenants/${name}.json`, tenantText({ hosts: `["${name}.shop.example"]` })];
  const names = ["zeta", "a-b", "a", "a0", "mid"];
  const files = { "platform.json": platformText(), ...Object.fromEntries(names.map(tenant)) };
  const read = inDirectory(files, readFleet).tenants.map(({ name }) => name);
  expect(read).toEqual(["a-b", "a", "a0", "mid", "zeta"]);
});

test.each([
  ["acme.json.bak", "unexpected-file"],
  ["acme.json~", "unexpected-file"],
  ["acme", "unexpected-file"],
  ["ACME.JSON", "unexpected-file"],
  ["acme.yaml", "unexpected-file"],
  ["readme.md", "unexpected-file"],
  [".acme.json", "unexpected-file"],
  [".json", "unexpected-file"],
  [".gitattributes", "unexpected-file"],
  ["Acme.json", "invalid-name"],
  ["__proto__.json", "invalid-name"],
  ["constructor.json", "invalid-name"],
  ["toString.json", "invalid-name"],
  ["-acme.json", "invalid-name"],
  ["acme-.json", "invalid-name"],
  ["1acme.json", "invalid-name"],
  ["ac_me.json", "invalid-name"],
  ["acme.eu.json", "invalid-name"],
  ["ac me.json", "invalid-name"],
  ["ac\nme.json", "invalid-name"],
  ["äcme.json", "invalid-name"],
  ["${acme}.json", "invalid-name"],
  [`${"a".repeat(41)}.json`, "invalid-name"],
])("refuses a file named %j", (name, code) => {
  expect(inTenants(name, write)).toEqual([`tenants/${name}:1:1 ${code}`]);
});

test.each(["a", "anchor", "a--b", "a0", "a".repeat(40)])("takes a tenant named %s", (name) => {
  expect(inTenants(`${name}.json`, write)).toEqual([]);
});

test.each<[string, (path: string) => void]>([
  ["a directory", (path) => mkdirSync(path)],
  ["a link", (path) => symlinkSync("acme.json", path)],
  ["a dangling link", (path) => symlinkSync("nowhere.json", path)],
  ["a link to a device that never ends", (path) => symlinkSync("/dev/zero", path)],
  ["a FIFO that nobody writes to", (path) => execFileSync("mkfifo", [path])],
])("refuses %s, without waiting for it", (_, make) => {
  expect(inTenants("other.json", make)).toEqual(["tenants/other.json:1:1 not-a-regular-file"]);
});

test("says that a directory does not belong there, whatever its name", () => {
  const messages = inDirectory(VALID, (directory) => {
    for (const name of ["archive", ".git"]) mkdirSync(join(directory, "tenants", name));
    return readFleet(directory).findings.map(({ file, message }) => `${file}: ${message}`);
  });
  expect(messages).toEqual([
    expect.stringMatching(/^tenants\/\.git: This is a directory/),
    expect.stringMatching(/^tenants\/archive: This is a directory/),
  ]);
});

test("refuses what is larger than 64 KiB, and takes exactly that", () => {
  const size = (bytes: number) =>
    inTenants("other.json", (path) => writeFileSync(path, '{"hosts": ["other.shop.example"]}'.padEnd(bytes)));
  expect(size(65536)).toEqual([]);
  expect(size(65537)).toEqual(["tenants/other.json:1:1 file-too-large"]);
});

test("does not read a huge file", () => {
  const make = (path: string) => {
    writeFileSync(path, "");
    truncateSync(path, 2 ** 40);
  };
  expect(inTenants("other.json", make)).toEqual(["tenants/other.json:1:1 file-too-large"]);
});

test("names the line of the first byte that is not UTF-8", () => {
  const content = Buffer.from('{\n  "hosts": ["größe.example"],\n  "owner": "M\xfcller"\n}', "latin1");
  const second = Buffer.concat([
    Buffer.from('{\n  "description": "Grüße",\n'),
    Buffer.from([0x22, 0xfc]),
    Buffer.from('"\n}'),
  ]);
  expect(inTenants("other.json", (path) => writeFileSync(path, content))).toEqual(["tenants/other.json:2:1 not-utf-8"]);
  expect(inTenants("other.json", (path) => writeFileSync(path, second))).toEqual(["tenants/other.json:3:1 not-utf-8"]);
});

test.each<[string, Uint8Array, string[]]>([
  ["Latin-1", Buffer.from('{"hosts": ["b.shop.example"], "description": "Gr\xfc\xdfe"}', "latin1"), ["not-utf-8"]],
  ["UTF-16", Buffer.from('\ufeff{"hosts": ["b.shop.example"]}', "utf16le"), ["not-utf-8"]],
  [
    "a surrogate encoded as UTF-8",
    Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    ["not-utf-8"],
  ],
  ["NUL bytes", Buffer.from("\0\0\0"), ["syntax"]],
  ["nothing", Buffer.from(""), ["syntax"]],
])("refuses a file of %s", (_, content, codes) => {
  expect(inTenants("other.json", (path) => writeFileSync(path, content))).toEqual(
    codes.map((code) => `tenants/other.json:1:1 ${code}`),
  );
});

test("takes a byte order mark, and counts lines and columns without it", () => {
  const bom = Buffer.from([0xef, 0xbb, 0xbf]);
  const text = (host: string) => Buffer.concat([bom, Buffer.from(`{"hosts": ["${host}"]}`)]);
  expect(inTenants("other.json", (path) => writeFileSync(path, text("other.shop.example")))).toEqual([]);
  expect(inTenants("other.json", (path) => writeFileSync(path, text("x_y.shop.example")))).toEqual([
    "tenants/other.json:1:12 invalid-host",
  ]);
});

test("says to create a tenants directory only where there is none", () => {
  const helpFor = (files: Record<string, string>) =>
    inDirectory({ "platform.json": "{}", ...files }, (directory) => readFleet(directory).findings[0]?.help);
  expect(helpFor({})).toMatch(/^Create it/);
  expect(helpFor({ tenants: "" })).toMatch(/^Make it a directory/);
});

test("refuses a tenants directory that is missing, a file or a link", () => {
  const replace = (make?: (path: string) => void) =>
    findingsAfter((directory) => {
      rmSync(join(directory, "tenants"), { recursive: true });
      make?.(join(directory, "tenants"));
    });
  expect(replace()).toEqual(["tenants:1:1 tenants-missing"]);
  expect(replace((path) => writeFileSync(path, ""))).toEqual(["tenants:1:1 tenants-missing"]);
  expect(replace((path) => symlinkSync("/tmp", path))).toEqual(["tenants:1:1 not-a-regular-file"]);
});

describe("platform.json", () => {
  function platform(make?: (path: string) => void): string[] {
    return findingsAfter((directory) => {
      rmSync(join(directory, "platform.json"));
      make?.(join(directory, "platform.json"));
    });
  }

  test("refuses a link, what is too large, and what is no text", () => {
    expect(platform((path) => symlinkSync("other.json", path))).toEqual(["platform.json:1:1 not-a-regular-file"]);
    expect(platform((path) => writeFileSync(path, " ".repeat(2 ** 20 + 1)))).toEqual([
      "platform.json:1:1 file-too-large",
    ]);
    expect(platform((path) => writeFileSync(path, Buffer.from([0xff])))).toEqual(["platform.json:1:1 not-utf-8"]);
    expect(platform((path) => writeFileSync(path, ""))).toEqual(["platform.json:1:1 syntax"]);
  });

  test("is wrong usage when it cannot be opened at all", () => {
    expect(() => platform()).toThrow(FleetNotFoundError);
    expect(() => platform((path) => mkdirSync(path))).toThrow(FleetNotFoundError);
    expect(() => platform((path) => execFileSync("mkfifo", [path]))).toThrow(FleetNotFoundError);
    expect(() => readFleet("/nowhere/at/all")).toThrow(/Cannot open .*ENOENT.*--fleet/);
  });
});

test("says which file it may not read", () => {
  // Root may read everything.
  const mayRead = process.getuid?.() === 0;
  const make = (path: string) => {
    write(path);
    chmodSync(path, 0);
  };
  expect(inTenants("other.json", make)).toEqual(mayRead ? [] : ["tenants/other.json:1:1 unreadable-file"]);
});
