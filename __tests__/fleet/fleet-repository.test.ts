import { chmodSync, existsSync, rmSync, symlinkSync } from "node:fs";
import { BaseFleetError, readBaseFleet } from "../../modules/fleet";
import { Repository } from "../support/repository";
import { smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

let repository: Repository;

beforeEach(() => {
  repository = new Repository();
  repository.fleet(smallFleet({ acme: { hosts: ["acme.shop.example"] } }));
  repository.commit();
});
afterEach(() => repository.remove());

const hosts = (below = "", revision = "HEAD") =>
  readBaseFleet(repository.path(below), revision)?.fleet?.tenants.flatMap((tenant) => tenant.hosts);

test("reads the fleet of the revision, whatever the working tree has", () => {
  repository.write("tenants/acme.json", { hosts: ["changed.shop.example"] });
  repository.write("tenants/new.json", { hosts: ["new.shop.example"] });
  repository.git("add", "tenants/new.json");
  const before = repository.git("status", "--porcelain");
  expect(hosts()).toEqual(["acme.shop.example"]);
  expect(repository.git("status", "--porcelain")).toBe(before);
  expect(repository.read("tenants/acme.json")).toContain("changed.shop.example");
});

test("takes branches, tags and commits", () => {
  repository.git("tag", "v1");
  repository.git("branch", "old");
  repository.write("tenants/acme.json", { hosts: ["changed.shop.example"] });
  repository.commit();
  for (const revision of ["v1", "old", "HEAD~1", "main^", repository.git("rev-parse", "v1").trim()]) {
    expect(hosts("", revision)).toEqual(["acme.shop.example"]);
  }
  expect(hosts("", "main")).toEqual(["changed.shop.example"]);
});

test("reads a fleet below the root, with odd characters in its path", () => {
  const below = "environments/été *";
  repository.fleet(smallFleet({ staging: { hosts: ["staging.shop.example"] } }), below);
  repository.commit();
  expect(hosts(below)).toEqual(["staging.shop.example"]);
  expect(hosts()).toEqual(["acme.shop.example"]);
});

test("an empty directory of tenants, which git does not keep, is no missing one", () => {
  rmSync(repository.path("tenants/acme.json"));
  repository.commit();
  expect(hosts()).toEqual([]);
});

test("a fleet that was not there yet is undefined", () => {
  repository.fleet(smallFleet({}), "environments/new");
  expect(readBaseFleet(repository.path("environments/new"), "HEAD")).toBeUndefined();
  repository.commit();
  rmSync(repository.path("environments/new/platform.json"));
  repository.commit();
  expect(readBaseFleet(repository.path("environments/new"), "HEAD")).toBeUndefined();
  expect(readBaseFleet(repository.path("environments/new"), "HEAD~1")).toBeDefined();
});

test("a fleet that today's rules refuse comes with its findings; a link is refused as it is on disk", () => {
  symlinkSync("/etc/passwd", repository.path("tenants/link.json"));
  repository.commit();
  const base = readBaseFleet(repository.directory, "HEAD");
  expect(base?.plan).toBeUndefined();
  expect(base?.findings).toContainEqual(
    expect.objectContaining({ code: "not-a-regular-file", file: "tenants/link.json" }),
  );
});

describe("what is no regular file is refused as it is on disk", () => {
  const findings = () =>
    readBaseFleet(repository.directory, "HEAD")?.findings.map(({ code, file }) => `${file}: ${code}`);

  test("a link in the place of tenants/", () => {
    rmSync(repository.path("tenants"), { recursive: true });
    symlinkSync("/etc", repository.path("tenants"));
    repository.commit();
    expect(findings()).toEqual(["tenants: not-a-regular-file"]);
  });

  test("a file in the place of tenants/", () => {
    rmSync(repository.path("tenants"), { recursive: true });
    repository.write("tenants", "{}");
    repository.commit();
    expect(findings()).toEqual(["tenants: tenants-missing"]);
  });

  test("a link in the place of platform.json", () => {
    rmSync(repository.path("platform.json"));
    symlinkSync("tenants/acme.json", repository.path("platform.json"));
    repository.commit();
    expect(findings()).toEqual(["platform.json: not-a-regular-file"]);
  });

  test("a directory and a submodule in tenants/, each once", () => {
    repository.write("tenants/eu/a.json", "{}");
    repository.write("tenants/eu/b.json", "{}");
    repository.git("add", "tenants");
    repository.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},tenants/module.json`);
    repository.git("commit", "--quiet", "--message", "Change");
    expect(findings()).toEqual(["tenants/eu: not-a-regular-file", "tenants/module.json: not-a-regular-file"]);
  });

  test("a file that is too large", () => {
    repository.write("tenants/acme.json", `{}${" ".repeat(64 * 1024)}`);
    repository.commit();
    expect(findings()).toEqual(["tenants/acme.json: file-too-large"]);
  });
});

test("nothing that the clone's configuration names runs, and files are read as they were committed", () => {
  repository.write("tenants/acme.json", '{ "hosts": ["acme.shop.example"],\n  "description": "$Id$" }\n');
  repository.write(".gitattributes", "*.json filter=evil text eol=crlf ident\n");
  repository.commit();
  const pwned = repository.path("pwned");
  repository.write("evil.sh", `#!/bin/sh\ntouch ${pwned}\ncat\n`);
  chmodSync(repository.path("evil.sh"), 0o755);
  for (const name of ["filter.evil.smudge", "filter.evil.clean", "core.fsmonitor", "core.sshCommand", "gpg.program"]) {
    repository.git("config", name, repository.path("evil.sh"));
  }
  repository.git("config", "log.showSignature", "true");
  for (const hook of ["post-index-change", "post-checkout", "reference-transaction"]) {
    repository.write(`.git/hooks/${hook}`, repository.read("evil.sh"));
    chmodSync(repository.path(`.git/hooks/${hook}`), 0o755);
  }
  const base = readBaseFleet(repository.directory, "HEAD");
  expect(base?.fleet?.tenants.map(({ description }) => description)).toEqual(["$Id$"]);
  expect(existsSync(pwned)).toBe(false);
  expect(existsSync(repository.path(".git/index.lock"))).toBe(false);
});

test("a tree made by hand leads nowhere else", () => {
  const blob = repository.git("hash-object", "-w", "platform.json").trim();
  const tree = (...lines: string[]) => repository.gitWithInput(`${lines.join("\n")}\n`, "mktree", "--missing").trim();
  const inner = tree(`100644 blob ${blob}\t..`);
  const root = tree(`100644 blob ${blob}\tplatform.json`, `040000 tree ${inner}\ttenants`);
  const commit = repository.git("commit-tree", root, "-m", "Change").trim();
  expect(() => hosts("", commit)).toThrow('the revision has a file "tenants/.."');
});

test.each(["nope", "", "--help", "--git-dir=/", "HEAD:platform.json", "HEAD..HEAD", "-"])(
  "a revision that there is not: %j",
  (revision) => {
    expect(() => hosts("", revision)).toThrow(BaseFleetError);
    expect(() => hosts("", revision)).toThrow(/There is no git revision .* Name a branch, a tag or a commit\./);
  },
);

test("a branch that only the remote has is offered", () => {
  repository.git("update-ref", "refs/remotes/origin/release", "HEAD");
  expect(() => hosts("", "release")).toThrow("Did you mean origin/release?");
});

test("a shallow clone is told from a wrong name", () => {
  repository.commit();
  const clone = new TemporaryDirectory();
  try {
    repository.git("clone", "--quiet", "--depth=1", `file://${repository.directory}`, clone.path("clone"));
    expect(() => readBaseFleet(clone.path("clone"), "HEAD~1")).toThrow("fetch-depth: 0");
  } finally {
    clone.remove();
  }
});

test("variables of a hook do not lead to another repository", () => {
  const other = new Repository();
  const { GIT_DIR, GIT_INDEX_FILE } = process.env;
  try {
    process.env.GIT_DIR = other.path(".git");
    process.env.GIT_INDEX_FILE = other.path(".git/index");
    expect(hosts()).toEqual(["acme.shop.example"]);
    expect(other.list(".git")).not.toContain("index");
  } finally {
    for (const [name, value] of Object.entries({ GIT_DIR, GIT_INDEX_FILE })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    other.remove();
  }
});

test("outside of a repository there is nothing to compare with", () => {
  const directory = new TemporaryDirectory();
  try {
    expect(() => readBaseFleet(directory.directory, "HEAD")).toThrow(
      "There is nothing to compare with: the fleet is not in a git repository.",
    );
  } finally {
    directory.remove();
  }
});
