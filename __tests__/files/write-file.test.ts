import { symlinkSync } from "node:fs";
import { writeNewFile } from "../../modules/files";
import { TemporaryDirectory } from "../support/temporary-directory";

let directory: TemporaryDirectory;

beforeEach(() => {
  directory = new TemporaryDirectory();
});
afterEach(() => directory.remove());

test("writes a file that is not there", () => {
  writeNewFile(directory.path("new.json"), "{}\n");
  expect(directory.read("new.json")).toBe("{}\n");
});

test("leaves a file that is there as it is", () => {
  directory.write("there.json", "old");
  expect(() => writeNewFile(directory.path("there.json"), "new")).toThrow(/EEXIST/);
  expect(directory.read("there.json")).toBe("old");
});

test("does not follow a link, not even one to nowhere", () => {
  symlinkSync(directory.path("elsewhere.json"), directory.path("link.json"));
  expect(() => writeNewFile(directory.path("link.json"), "new")).toThrow(/EEXIST/);
  expect(directory.list(".")).toEqual(["link.json"]);
});
