import { Progress } from "../../modules/terminal";

function progressAt(times: readonly number[], isTTY: boolean) {
  const left = [...times];
  let written = "";
  const stream = {
    isTTY,
    write: (text: string) => {
      written += text;
    },
  };
  return { progress: new Progress(stream, () => left.shift()!), written: () => written };
}

test("is silent for a second", () => {
  const { progress, written } = progressAt([10, 999], true);
  progress.step("Reading");
  progress.step("Writing");
  progress.end();
  expect(written()).toBe("");
});

test("then shows one line at a time, and leaves none", () => {
  const { progress, written } = progressAt([10, 1000, 2000], true);
  progress.step("Reading");
  progress.step("Checking");
  progress.step("Writing");
  progress.end();
  progress.end();
  expect(written()).toBe("\r\u001b[KChecking …\r\u001b[KWriting …\r\u001b[K");
});

test("is silent where nobody watches", () => {
  const { progress, written } = progressAt([5000], false);
  progress.step("Reading");
  progress.end();
  expect(written()).toBe("");
});
