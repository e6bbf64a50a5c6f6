import { ChangedFileError, updateFile } from "../../modules/files";
import { TemporaryDirectory } from "../support/temporary-directory";

let directory: TemporaryDirectory;

beforeEach(() => {
  directory = new TemporaryDirectory();
});
afterEach(() => directory.remove());

test("puts a new text into a file, and leaves nothing beside it", () => {
  directory.write("a.json", "old");
  updateFile(directory.path("a.json"), "old", "new");
  expect(directory.read("a.json")).toBe("new");
  expect(directory.list(".")).toEqual(["a.json"]);
});

test("leaves a file alone that somebody else has changed since it was read", () => {
  directory.write("a.json", "theirs");
  expect(() => updateFile(directory.path("a.json"), "old", "new")).toThrow(ChangedFileError);
  expect(directory.read("a.json")).toBe("theirs");
});

test("does not make a file that is gone", () => {
  expect(() => updateFile(directory.path("gone.json"), "old", "new")).toThrow(/ENOENT/);
  expect(directory.list(".")).toEqual([]);
});
