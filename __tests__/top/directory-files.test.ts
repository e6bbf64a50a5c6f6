import { directoryFiles } from "../../modules/top";
import { TemporaryDirectory } from "../support/temporary-directory";

const OF_ALB =
  "123456789012_elasticloadbalancing_eu-central-1_app.shop-edge-1.0123456789abcdef_20260301T1205Z_192.0.2.1_a1b2.log.gz";

let temporary: TemporaryDirectory;
beforeEach(() => {
  temporary = new TemporaryDirectory();
});
afterEach(() => temporary.remove());

test("finds logs in a directory and below, and reads in ALB's names what they are about", () => {
  for (const name of [`2026/03/01/${OF_ALB}`, "b.log", "a.log.gz", "notes.txt", "a.log.gz.part"])
    temporary.write(name, "");
  const files = directoryFiles(temporary.directory, undefined);
  expect(
    files.map(({ name, compressed, loadBalancer, end }) => [
      name.slice(temporary.directory.length + 1),
      compressed,
      loadBalancer,
      end,
    ]),
  ).toEqual([
    [`2026/03/01/${OF_ALB}`, true, "shop-edge-1", "2026-03-01T12:05:00Z"],
    ["a.log.gz", true, undefined, undefined],
    ["b.log", false, undefined, undefined],
  ]);
});

test.each([
  ["2026-03-01T12:05:00.000Z", 2],
  ["2026-03-01T12:05:00.001Z", 1],
])("since %s there are %d that may have entries", (since, number) => {
  temporary.write(OF_ALB, "");
  temporary.write("unknown.log", "");
  expect(directoryFiles(temporary.directory, new Date(since))).toHaveLength(number);
});

test("a directory or file that can't be opened is the user's to put right", async () => {
  expect(() => directoryFiles(temporary.path("none"), undefined)).toThrow(
    /^Cannot read the directory .*none \(ENOENT\)\.$/,
  );
  temporary.write("a.log", "");
  const [file] = directoryFiles(temporary.directory, undefined);
  temporary.remove();
  await expect(file!.open()).rejects.toThrow(/^Cannot read .*a\.log \(ENOENT\)\.$/);
});
