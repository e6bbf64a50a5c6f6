import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { preProcessFile } from "typescript";

/**
 * The structure that docs/how-it-works.md describes: files → model → rules → plan → stacks | commands. A room is a
 * folder of modules/; it imports only from rooms that stand before it here, types too.
 */
const ROOMS = [
  ...["errors", "aws", "findings", "terminal", "git"],
  ...["files", "document", "alb", "source", "external-dns"],
  ...["controller", "model"],
  ...["plan", "sarif"],
  ...["rules", "access-logs", "constructs"],
  ...["fleet", "monitoring"],
  ...["stacks", "move"],
  ...["add", "affected", "capacity", "explain", "import", "init", "review", "verify"],
  ...["report", "top"],
  ...["commands"],
];

const MODULES = join(__dirname, "..", "modules");

/** Compiled for a browser, with its own import of the plan's evaluation; see modules/report/page/tsconfig.json. */
const PAGE = join("report", "page");

interface Import {
  readonly from: string;
  /** As it is written, such as `../plan` or `node:fs`. */
  readonly specifier: string;
}

const files = sourceFiles(MODULES);
const imports: readonly Import[] = files.flatMap((from) =>
  preProcessFile(readFileSync(join(MODULES, from), "utf8"), true, true).importedFiles.map(({ fileName }) => ({
    from,
    specifier: fileName,
  })),
);
const inner = imports.filter(({ specifier }) => specifier.startsWith("."));

test("every folder of modules/ is a room of the staircase", () => {
  const folders = readdirSync(MODULES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...ROOMS].sort()).toEqual(folders.map(({ name }) => name).sort());
});

test("a room imports only from rooms below it", () => {
  const upward = inner.flatMap((one) => {
    const [from, to] = [roomOf(one.from), roomOf(target(one))];
    if (from === to || from === undefined || to === undefined) return [];
    return ROOMS.indexOf(to) < ROOMS.indexOf(from) ? [] : [`${one.from} imports ${one.specifier}`];
  });
  expect(upward).toEqual([]);
});

test("a room is entered by its index.ts", () => {
  const around = inner.filter((one) => {
    const to = target(one);
    return roomOf(to) !== roomOf(one.from) && roomOf(to) !== undefined && to !== roomOf(to);
  });
  expect(around.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
});

test("no file imports itself by way of others, types too", () => {
  const known = new Set(files);
  const next = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const one of inner) {
    const to = [`${target(one)}.ts`, join(target(one), "index.ts")].find((file) => known.has(file));
    if (to !== undefined) next.get(one.from)?.push(to);
  }
  expect(cycleIn(next)).toBeUndefined();
});

test("what an ALB is and what the controller reads need neither Node nor zod", () => {
  const rooms = new Set<string>(["alb", "controller"]);
  // Rooms that these two need are added while the loop goes over them.
  for (const room of rooms) {
    for (const one of inner) {
      const to = roomOf(target(one));
      if (roomOf(one.from) === room && to !== undefined) rooms.add(to);
    }
  }
  const foreign = imports.filter(
    ({ from, specifier }) => rooms.has(roomOf(from) ?? "") && !specifier.startsWith(".") && specifier !== "ipaddr.js",
  );
  expect(foreign.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
});

test("cdktf is named in one file", () => {
  const naming = imports.filter(({ specifier }) => /^(?:cdktf|cdktn)(?:\/|$)/.test(specifier));
  expect(naming.map(({ from }) => from)).toEqual(["cdktf.ts"]);
});

test("providers are imported class by class: their root takes ten seconds to load", () => {
  const roots = imports.filter(({ specifier }) => /^@cdktf\/provider-[a-z]+$/.test(specifier));
  expect(roots).toEqual([]);
});

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(MODULES, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(PAGE))
    .sort();
}

/** Relative to modules/, without an ending. */
function target({ from, specifier }: Import): string {
  return join(dirname(from), specifier);
}

/** The folder of modules/ that a path is in; undefined for modules/index.ts, cdktf.ts and what is outside. */
function roomOf(path: string): string | undefined {
  const [first, second] = path.split("/");
  return first === ".." || first === undefined || (second === undefined && first.endsWith(".ts"))
    ? undefined
    : ROOMS.find((room) => room === first);
}

function cycleIn(next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const to of next.get(file) ?? []) {
      const found = visit(to, [...path, file]);
      if (found !== undefined) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const found = visit(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
}
