import { terminalWidth } from "../../modules/terminal";

test("only a terminal has a width", () => {
  expect(terminalWidth({ isTTY: true, columns: 80 })).toBe(80);
  expect(terminalWidth({ columns: 80 })).toBeUndefined();
  expect(terminalWidth({ isTTY: true, columns: 0 })).toBeUndefined();
});
