import { type History, readHistory } from "../../modules/capacity";
import type { FleetFiles } from "../support/arbitrary-fleet";
import { Repository } from "../support/repository";
import { smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";

const TODAY = Date.parse("2026-11-25T12:00:00Z");
const FLEET: FleetFiles = smallFleet({});

/** By week, the oldest first: how many tenants the fleet had; undefined where it was not there. */
function tenantsByWeek(history: History): (number | undefined)[] {
  if (!history.known) throw new Error(history.why);
  return history.plans.map((plan) => plan?.loadBalancers[0]?.tenants.length);
}

const none = (weeks: number) => new Array<undefined>(weeks).fill(undefined);

describe("a repository", () => {
  let repository: Repository;
  const read = (fleet = "") => readHistory(repository.path(fleet), TODAY);

  beforeEach(() => {
    repository = new Repository(TODAY);
    repository.write("platform.json", FLEET.platform);
  });
  afterEach(() => repository.remove());

  test("says what the fleet was at the end of each week", () => {
    repository.tenants(["acme", "globex"]);
    repository.commit(80);
    repository.tenants(["initech"]);
    repository.commit(20);
    repository.git("rm", "--quiet", "tenants/acme.json");
    repository.commit(10);
    repository.tenants(["not-committed"]);
    // 84 days ago there was nothing; 21 days ago initech had not come yet, 14 days ago it had.
    expect(tenantsByWeek(read())).toEqual([undefined, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2]);
  });

  test("counts what a merge brings from the merge on", () => {
    repository.tenants(["acme"]);
    repository.commit(60);
    repository.git("switch", "--quiet", "--create", "feature");
    repository.tenants(["globex"]);
    repository.commit(50);
    repository.git("switch", "--quiet", "main");
    repository.tenants(["initech"]);
    repository.commit(35);
    repository.gitAt(10, "merge", "--quiet", "--no-ff", "--message", "Merge", "feature");
    expect(tenantsByWeek(read())).toEqual([...none(4), 1, 1, 1, 2, 2, 2, 2, 3]);
  });

  test("does not know weeks in which today's rules refuse the fleet", () => {
    repository.tenants(["acme"]);
    repository.commit(40);
    repository.write("tenants/globex.json", { hosts: ["ACME.shop.example"] });
    repository.commit(25);
    repository.write("tenants/globex.json", { hosts: ["globex.shop.example"] });
    repository.commit(10);
    expect(tenantsByWeek(read())).toEqual([...none(7), 1, 1, undefined, undefined, 2]);
  });

  test("is told apart for fleets in sub-directories, and begins anew where one moves", () => {
    repository.write("environments/staging/platform.json", FLEET.platform);
    repository.tenants(["acme"], "environments/staging/");
    repository.commit(30);
    repository.git("mv", "environments/staging", "environments/production");
    repository.commit(9);
    expect(tenantsByWeek(read("environments/production"))).toEqual([...none(11), 1]);
  });

  test("without commits gives no history", () => {
    expect(read()).toEqual({ known: false, why: "the repository has no commits yet" });
  });

  test("that is a shallow clone gives no history", () => {
    repository.tenants(["acme"]);
    repository.commit(60);
    repository.tenants(["globex"]);
    repository.commit(10);
    const clone = new TemporaryDirectory();
    try {
      repository.git("clone", "--quiet", "--depth=1", `file://${repository.directory}`, clone.path("clone"));
      const history = readHistory(clone.path("clone"), TODAY);
      expect(history).toMatchObject({ known: false, why: expect.stringContaining("fetch-depth: 0") });
    } finally {
      clone.remove();
    }
  });
});

test("outside of any repository there is no history", () => {
  const directory = new TemporaryDirectory();
  try {
    expect(readHistory(directory.directory, TODAY)).toEqual({
      known: false,
      why: "the fleet is not in a git repository",
    });
  } finally {
    directory.remove();
  }
});

test("without git there is no history", () => {
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    expect(readHistory("/", TODAY)).toEqual({ known: false, why: "git is not installed" });
  } finally {
    process.env.PATH = path;
  }
});
