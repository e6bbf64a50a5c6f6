import { nextState, type State, type TreatMissingData } from "./alarm-state";
import { evaluate, type Value } from "./metric-math";

/** Rows of the documentation's tables: `X` breaches, `0` does not, `-` is missing; the oldest first. */
function row(points: string, datapointsToAlarm: number, expected: readonly string[]) {
  const breaching = points.split(" ").map((point) => (point === "-" ? undefined : point === "X"));
  const treatments: readonly TreatMissingData[] = ["missing", "ignore", "breaching", "notBreaching"];
  const unchanged = "unchanged" as State;
  const states = treatments.map((treatMissingData) =>
    nextState(breaching, { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }, unchanged),
  );
  expect(states).toEqual(expected);
}

const same = (state: string) => [state, state, state, state];

test.each([
  ["0 - X - X", same("OK")],
  ["- - - - 0", same("OK")],
  ["- - - - -", ["INSUFFICIENT_DATA", "unchanged", "ALARM", "OK"]],
  ["0 X X - X", same("ALARM")],
  ["- - X - -", ["ALARM", "unchanged", "ALARM", "OK"]],
])("3 of 3: %s", (points, expected) => row(points, 3, expected));

test.each([
  ["0 - X - X", same("ALARM")],
  ["0 0 X 0 X", same("ALARM")],
  ["0 - X - -", ["OK", "OK", "ALARM", "OK"]],
  ["- - - - 0", ["OK", "OK", "ALARM", "OK"]],
  ["- - - X -", ["ALARM", "unchanged", "ALARM", "OK"]],
])("2 of 3: %s", (points, expected) => row(points, 2, expected));

test.each<[string, Value]>([
  ["1 + 2 * 3 - 4 / 2", 5],
  ["(1 + 2) * 3", 9],
  ["60 * a / PERIOD(a)", 2],
  ["a + none", undefined],
  ["FILL(none, 0) + a", 10],
  ["FILL(a, 0)", 10],
  ["IF(a >= 10, a, 0)", 10],
  ["IF(a > 10, a, 0)", 0],
  ["IF(none > 1, 1, 0)", undefined],
  ["IF(a > 0, none, 0)", undefined],
  ["a / FILL(none, 0)", undefined],
])("%s is %p", (expression, expected) => {
  const value = evaluate(expression, { periodSeconds: 300, valueOf: (id) => (id === "a" ? 10 : undefined) });
  expect(value).toBe(expected);
});

test.each(["a $ b", "(a", "a b", "MAX(a, b)"])("%s cannot be evaluated", (expression) => {
  expect(() => evaluate(expression, { periodSeconds: 60, valueOf: () => 1 })).toThrow();
});
