import { alarmsSchema } from "../../modules/model/alarms";

function messages(alarms: object): string[] {
  const result = alarmsSchema.safeParse(alarms);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
}

const responseTime = (settings: object) => messages({ thresholds: { responseTime: settings } });

test("nothing needs to be said", () => {
  const { notify, notifyOk, runbooks, thresholds } = alarmsSchema.parse({});
  expect({ notify, notifyOk, runbooks }).toEqual({ notify: [], notifyOk: false, runbooks: "docs/runbooks.md" });
  expect(Object.keys(thresholds)).toHaveLength(16);
});

test("notify takes the ARN of an SNS topic or a list of them", () => {
  const topic = "arn:aws:sns:eu-central-1:123456789012:on-call";
  expect(messages({ notify: topic })).toEqual([]);
  expect(messages({ notify: [topic, topic] })).toEqual([]);
  expect(messages({ notify: "on-call@example.com" })[0]).toMatch(/^notify must be /);
});

test("a default of M out of N follows a smaller N", () => {
  const { responseTime: settings } = alarmsSchema.parse({
    thresholds: { responseTime: { evaluationPeriods: 3 } },
  }).thresholds;
  expect(settings).toMatchObject({ evaluationPeriods: 3, datapointsToAlarm: 3 });
});

test("what CloudWatch would refuse is refused", () => {
  expect(responseTime({ datapointsToAlarm: 11 })).toEqual([
    "thresholds.responseTime.datapointsToAlarm must be at most evaluationPeriods",
  ]);
  expect(responseTime({ periodSeconds: 90 })).toEqual([
    "thresholds.responseTime.periodSeconds must be a multiple of 60 seconds",
  ]);
  expect(responseTime({ periodSeconds: 1800, evaluationPeriods: 49 })).toEqual([
    "thresholds.responseTime.evaluationPeriods × periodSeconds must be at most a day, or 7 days with periods of an hour or more",
  ]);
  expect(responseTime({ periodSeconds: 3600, evaluationPeriods: 168 })).toEqual([]);
});

test("a threshold is more than 0, a share at most 100", () => {
  expect(responseTime({ threshold: 0 })).toEqual(["thresholds.responseTime.threshold must be more than 0"]);
  expect(messages({ thresholds: { elbErrors: { threshold: 101 } } })).toHaveLength(1);
});

test("requests have a threshold or a band, not both", () => {
  expect(messages({ thresholds: { requests: { threshold: 1, anomalyBand: 1 } } })).toEqual([
    "thresholds.requests.anomalyBand and threshold exclude each other; keep one of the two",
  ]);
});

test("neither unknown alarms nor unknown settings pass", () => {
  expect(messages({ thresholds: { responseTimes: false } })).toHaveLength(1);
  expect(responseTime({ treshold: 1 })).toHaveLength(1);
});

test("an alarm is switched off with false, and not switched on with true", () => {
  expect(alarmsSchema.parse({ thresholds: { responseTime: false } }).thresholds.responseTime).toBe(false);
  expect(messages({ thresholds: { responseTime: true } })).toEqual([
    "thresholds.responseTime must be false (no such alarm) or an object { … }",
  ]);
});

test.each([
  ["https://git.example/docs/runbooks.md", true],
  ["docs/runbooks.md#other", false],
  ["docs/run books.md", false],
  ["$" + "{var.x}", false],
])("runbooks: %s is an address: %s", (runbooks, valid) => expect(messages({ runbooks })).toHaveLength(valid ? 0 : 1));
