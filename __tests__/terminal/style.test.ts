import { styleFor } from "../../modules/terminal";

const { NO_COLOR, TERM } = process.env;

beforeEach(() => {
  delete process.env.NO_COLOR;
  process.env.TERM = "xterm";
});

afterAll(() => {
  for (const [name, value] of Object.entries({ NO_COLOR, TERM })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test("a terminal gets colours", () => {
  expect(styleFor({ isTTY: true }).red("x")).toBe("\u001b[31mx\u001b[39m");
});

test("a file or pipe gets none", () => {
  expect(styleFor({}).red("x")).toBe("x");
});

test("NO_COLOR and terminals without colours are respected", () => {
  process.env.NO_COLOR = "1";
  expect(styleFor({ isTTY: true }).bold("x")).toBe("x");
  delete process.env.NO_COLOR;
  process.env.TERM = "dumb";
  expect(styleFor({ isTTY: true }).bold("x")).toBe("x");
});
