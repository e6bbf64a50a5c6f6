import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileError, inTemporaryDirectory } from "../../modules/files";

test("a temporary directory is there for the work and gone after it", () => {
  const directory = inTemporaryDirectory((directory) => {
    writeFileSync(join(directory, "file"), "text");
    return directory;
  });
  expect(existsSync(directory)).toBe(false);
});

test("a system that refuses to write into it is told to the user, and nothing is left", () => {
  let made = "";
  const work = (directory: string) => {
    made = directory;
    writeFileSync(join(directory, "nowhere", "file"), "text");
  };
  expect(() => inTemporaryDirectory(work)).toThrow(FileError);
  expect(existsSync(made)).toBe(false);
});

test("a fault of the work stays what it is", () => {
  const work = () => {
    throw new TypeError("broken");
  };
  expect(() => inTemporaryDirectory(work)).toThrow(new TypeError("broken"));
});
