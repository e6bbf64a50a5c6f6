import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type History, readHistory } from "../../modules/capacity";
import { Repository } from "../support/repository";
import { inTemporaryDirectory } from "../support/temporary-directory";

const TODAY = Date.parse("2026-11-25T12:00:00Z");
const DAY = 24 * 60 * 60 * 1000;

/** By tenant: how many days ago it was added. */
function daysAgo(history: History): Record<string, number> {
  if (!history.known) throw new Error(history.why);
  return Object.fromEntries([...history.addedAt].map(([tenant, time]) => [tenant, (TODAY - time) / DAY]));
}

describe("a repository", () => {
  let repository: Repository;
  const read = (fleet = "") => readHistory(join(repository.directory, fleet));

  beforeEach(() => {
    repository = new Repository(TODAY);
  });
  afterEach(() => repository.remove());

  test("says when each tenant was committed first", () => {
    repository.tenants(["acme", "globex"]);
    repository.commit(80);
    repository.tenants(["initech"]);
    repository.write("tenants/acme.json", { hosts: ["changed.shop.example"] });
    repository.write("tenants/README.md", "no tenant");
    repository.write("tenants/deeper/tenants/stray.json", "no tenant either");
    repository.commit(10);
    repository.tenants(["not-committed"]);
    expect(daysAgo(read())).toEqual({ acme: 80, globex: 80, initech: 10 });
  });

  test("keeps the date of a tenant that is renamed, twice and with a change", () => {
    repository.tenants(["acme"]);
    repository.commit(50);
    repository.git("mv", "tenants/acme.json", "tenants/acme-inc.json");
    repository.commit(20);
    repository.git("mv", "tenants/acme-inc.json", "tenants/acme-ltd.json");
    repository.write("tenants/acme-ltd.json", {
      hosts: ["acme.shop.example"],
      description: "acme".repeat(20),
      order: 1,
    });
    repository.commit(10);
    expect(daysAgo(read())).toMatchObject({ "acme-ltd": 50 });
  });

  test("keeps the dates when the whole fleet moves to another directory", () => {
    repository.tenants(["acme", "globex"]);
    repository.commit(70);
    mkdirSync(join(repository.directory, "environments/production"), { recursive: true });
    repository.git("mv", "tenants", "environments/production/tenants");
    repository.commit(5);
    expect(daysAgo(read("environments/production"))).toEqual({ acme: 70, globex: 70 });
  });

  test("counts a tenant that was removed and came back from its first coming", () => {
    repository.tenants(["acme", "globex"]);
    repository.commit(60);
    repository.git("rm", "--quiet", "tenants/acme.json");
    repository.commit(30);
    repository.tenants(["acme"]);
    repository.commit(2);
    expect(daysAgo(read())).toEqual({ acme: 60, globex: 60 });
  });

  test("takes what a merge brings from the commits that it merges", () => {
    repository.tenants(["acme"]);
    repository.commit(60);
    repository.git("switch", "--quiet", "--create", "feature");
    repository.tenants(["globex"]);
    repository.commit(40);
    repository.git("switch", "--quiet", "main");
    repository.tenants(["initech"]);
    repository.commit(35);
    repository.gitAt(3, "merge", "--quiet", "--no-ff", "--message", "Merge", "feature");
    expect(daysAgo(read())).toEqual({ acme: 60, globex: 40, initech: 35 });
  });

  test("is told apart for fleets in sub-directories", () => {
    repository.tenants(["acme"], "environments/staging/");
    repository.commit(30);
    repository.tenants(["acme", "globex"], "environments/production/");
    repository.commit(9);
    expect(daysAgo(read("environments/staging"))).toEqual({ acme: 30 });
    expect(daysAgo(read("environments/production"))).toEqual({ acme: 9, globex: 9 });
  });

  test("is the one of the directory, whatever repository a hook's environment names", () => {
    repository.tenants(["acme"]);
    repository.commit(7);
    process.env.GIT_DIR = "/nowhere";
    try {
      expect(daysAgo(read())).toEqual({ acme: 7 });
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  test("without commits gives no history", () => {
    repository.tenants(["acme"]);
    expect(read()).toEqual({ known: false, why: "the repository has no commits yet" });
  });

  test("in which the fleet was never committed gives no history", () => {
    repository.write("README.md", "something else");
    repository.commit(10);
    repository.tenants(["acme"]);
    expect(read()).toEqual({ known: false, why: "no tenant's file has been committed to git" });
  });

  test("that is a shallow clone gives no history, since all tenants would look new", () => {
    repository.tenants(["acme"]);
    repository.commit(60);
    repository.tenants(["globex"]);
    repository.commit(10);
    inTemporaryDirectory(({ directory: clone }) => {
      repository.git("clone", "--quiet", "--depth=1", `file://${repository.directory}`, clone);
      const history = readHistory(clone);
      expect(history).toMatchObject({ known: false, why: expect.stringContaining("shallow") });
      expect(history).toMatchObject({ why: expect.stringContaining("fetch-depth: 0") });
    });
  });
});

test("outside of any repository there is no history", () => {
  inTemporaryDirectory(({ directory }) => {
    expect(readHistory(directory)).toEqual({ known: false, why: "the fleet is not in a git repository" });
  });
});

test("without git there is no history", () => {
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    expect(readHistory(tmpdir())).toEqual({ known: false, why: "git is not installed" });
  } finally {
    process.env.PATH = path;
  }
});
