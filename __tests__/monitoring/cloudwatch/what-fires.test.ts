import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alarms, type Resource } from "../synthesize";
import { BUSY, type Minute, worldOf } from "./load-balancer-world";
import { type Change, simulate, type World } from "./simulate";

/*
 * What happens on a load balancer, and which alarms fire with their defaults. Every event begins after an hour of
 * usual traffic. The table in docs/alarms.md is compared with this; after a change that is meant,
 * `UPDATE_DOCS=1 npx jest what-fires` writes it anew.
 */

const START = 60;
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:on-call";
const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/0001";

function alarmsWith(settings: object = {}): Record<string, Resource> {
  return alarms({
    certificateArns: [CERTIFICATE],
    rateLimit: { requestsPerHost: 1000 },
    alarms: { notify: TOPIC, ...settings },
  });
}

interface Event {
  readonly what: string;
  /** Default: a busy load balancer. */
  readonly before?: Minute;
  /** What is different in the minutes since it began. */
  readonly during: (since: number) => Partial<Minute>;
  readonly minutes?: number;
  readonly thresholds?: object;
  readonly late?: World["late"];
  /** The alarms that must fire, as in `platform.json`. */
  readonly fires: readonly string[];
}

const QUIET: Minute = {
  ...BUSY,
  ...{ requests: 0, target5xx: 0, badGateway: 0, fixed4xx: 0, refused: 0, newConnections: 0, openConnections: 2 },
  lcus: 0.1,
};

/** A request in some minutes, with gaps of over an hour. */
const aFewRequests = (since: number): Partial<Minute> =>
  since % 97 < 3 ? { requests: 1 + (since % 2), newConnections: 1, fixed4xx: since % 2 } : {};

const SMALL: Minute = { ...QUIET, requests: 20, healthy: 2, newConnections: 10, fixed4xx: 2, lcus: 0.2 };

const NO_TARGETS = { healthy: 0, unhealthy: 0 };
const GONE = { ...NO_TARGETS, requests: 0, noTarget: 6000, target5xx: 0, badGateway: 0 };

const EVENTS: readonly Event[] = [
  { what: "Nothing: a busy day, with scanners and a few errors", during: () => ({}), fires: [] },
  {
    what: "A quiet night: a request now and then, one of them answered with 500, one with 502",
    before: QUIET,
    minutes: 480,
    during: (since) => ({
      ...aFewRequests(since),
      ...(since === 98 && { target5xx: 1 }),
      ...(since === 195 && { badGateway: 1 }),
    }),
    fires: [],
  },
  {
    what: "A deployment: Pods are replaced, at worst 40 % of the targets are not yet healthy",
    during: (since) => (since < 6 ? { healthy: 6 - (since % 2), unhealthy: since % 2 === 0 ? 4 : 3 } : {}),
    fires: [],
  },
  {
    what: "The autoscaler doubles the Pods, and later removes two of three",
    minutes: 60,
    during: (since) => {
      if (since < 2) return { unhealthy: 6 };
      return since < 30 ? { healthy: 12 } : { healthy: 4 };
    },
    fires: [],
  },
  {
    what: "A zone is out of reach: half of the targets are unhealthy for five minutes, then taken out",
    during: (since) => (since < 5 ? { healthy: 3, unhealthy: 3, badGateway: 60 } : { healthy: 3 }),
    fires: ["unhealthyTargets"],
  },
  {
    what: "A zone is lost, and Kubernetes takes half of the targets out within a minute; `healthyTargets.threshold` is 4",
    during: (since) => (since < 1 ? { healthy: 3, unhealthy: 3, badGateway: 60 } : { healthy: 3 }),
    thresholds: { healthyTargets: { threshold: 4 } },
    fires: ["healthyTargets"],
  },
  {
    what: "The same with the default threshold of 2: three targets carry it all",
    during: (since) => (since < 1 ? { healthy: 3, unhealthy: 3, badGateway: 60 } : { healthy: 3 }),
    fires: [],
  },
  {
    what: "Five of six targets are gone for good",
    during: () => ({ healthy: 1 }),
    fires: ["healthyTargets"],
  },
  {
    what: "All targets are gone, while it is busy",
    during: () => GONE,
    fires: ["requests", "elbErrors", "noHealthyTargets"],
  },
  {
    what: "All targets are gone at night: a request every four minutes, and scanners",
    before: QUIET,
    during: (since) => ({ ...NO_TARGETS, noTarget: since % 4 === 0 ? 1 : 0, fixed4xx: 30, refused: 3 }),
    fires: ["noHealthyTargets"],
  },
  {
    what: "All targets fail their health check, and answer all the same",
    during: () => ({ healthy: 0, unhealthy: 6 }),
    fires: ["unhealthyTargets", "healthyTargets", "failOpenRouting"],
  },
  {
    what: "The service answers one request of ten with 500",
    during: () => ({ target5xx: 600 }),
    fires: ["targetErrors"],
  },
  {
    what: "A small service (20 requests a minute) answers all of them with 500",
    before: SMALL,
    during: () => ({ target5xx: 20 }),
    fires: ["targetErrors"],
  },
  {
    what: "The service is slow",
    during: () => ({ seconds: [0.1, 0.9, 4] }),
    fires: ["responseTime"],
  },
  {
    what: "A small service (20 requests a minute) takes five seconds for each",
    before: SMALL,
    during: () => ({ seconds: [5, 5, 5] }),
    fires: ["responseTime"],
  },
  {
    what: "A small service has one slow request in every minute, a report perhaps",
    before: SMALL,
    during: () => ({ seconds: [0.1, 0.3, 8] }),
    fires: [],
  },
  {
    what: "One tenant is flooded with 100 times its requests; the rate limit holds it",
    during: () => ({ overLimit: 60_000, requests: 6900, newConnections: 90_000, openConnections: 9000, lcus: 60 }),
    fires: ["newConnections", "consumedLcus", "rateLimitedRequests"],
  },
  {
    what: "A tenant with a tenth of the requests is in maintenance (503)",
    during: () => ({ requests: 5400, fixed503: 600, refused: 0 }),
    fires: [],
  },
  {
    what: "The same, with malformed requests and what the web ACL refuses",
    during: () => ({ requests: 5400, fixed503: 600, refused: 100 }),
    fires: [],
  },
  {
    what: "A tenant is in maintenance, and meanwhile one request of ten of the others fails with 502",
    during: () => ({ requests: 5400, fixed503: 600, badGateway: 540 }),
    fires: ["elbErrors"],
  },
  {
    what: "A tenant is in maintenance, and meanwhile all targets go",
    during: () => ({ ...GONE, noTarget: 5400, fixed503: 600 }),
    fires: ["requests", "elbErrors", "noHealthyTargets"],
  },
  {
    what: "Nobody reaches the load balancer any more: DNS, or the security group",
    during: () => ({ ...QUIET, days: 200 }),
    fires: ["requests"],
  },
  {
    what: "The certificate is valid for 29 more days, and then expires",
    minutes: 4 * 24 * 60,
    during: (since) => ({ days: since < 24 * 60 ? 29 : undefined }),
    fires: ["certificateExpiry"],
  },
  {
    what: "Numbers of healthy targets arrive two minutes late, while some requests find no target in time",
    during: () => ({ noTarget: 5 }),
    late: { HealthyHostCount: 2, UnHealthyHostCount: 2 },
    fires: [],
  },
];

function worldFor({ before = BUSY, during, minutes = 45, late }: Event): World {
  const at = (minute: number): Minute => (minute < START ? before : { ...before, ...during(minute - START) });
  const usual = () => before.requests;
  return worldOf(START + minutes, at, usual, late);
}

const known = new Map<Event, Map<string, Change[]>>();

/** By alarm as in `platform.json`: the changes of its state since the event began. */
function changesOf(event: Event): Map<string, Change[]> {
  const changes = known.get(event) ?? simulated(event);
  known.set(event, changes);
  return changes;
}

function simulated(event: Event): Map<string, Change[]> {
  const world = worldFor(event);
  const changes = new Map<string, Change[]>();
  for (const alarm of Object.values(alarmsWith({ thresholds: event.thresholds }))) {
    const since = simulate(alarm, world)
      .filter(({ minute }) => minute > START)
      .map(({ minute, state }) => ({ minute: minute - START, state }));
    changes.set(alarm.alarm_name.split("-")[3], since);
  }
  return changes;
}

const fired = (changes: readonly Change[]) => changes.find(({ state }) => state === "ALARM");

test.each(EVENTS)("$what", (event) => {
  const alarm = [...changesOf(event)].filter(([, changes]) => fired(changes) !== undefined).map(([name]) => name);
  expect(alarm.sort()).toEqual([...event.fires].sort());
});

test("an alarm on something that lasts does not end by itself", () => {
  const last = [
    "Five of six",
    "All targets are gone, while",
    "All targets fail",
    "The service is slow",
    "The certificate",
  ];
  const events = EVENTS.filter(({ what }) => last.some((words) => what.startsWith(words)));
  expect(events).toHaveLength(last.length);
  for (const event of events) {
    for (const name of event.fires) expect(changesOf(event).get(name)!.at(-1)!.state).toBe("ALARM");
  }
});

test("it ends when what happened is over", () => {
  const event = EVENTS.find(({ what }) => what.startsWith("The service answers one"))!;
  const over: Event = { ...event, during: (since) => (since < 20 ? event.during(since) : {}) };
  expect(
    changesOf(over)
      .get("targetErrors")!
      .map(({ state }) => state),
  ).toEqual(["ALARM", "OK"]);
});

test("the first deployment tells nobody of anything", () => {
  // Alarms are there before the first tenant: no requests, no targets in use.
  const world = worldOf(
    24 * 60,
    () => ({ ...QUIET, ...NO_TARGETS }),
    () => 0,
  );
  const told = Object.values(alarmsWith()).filter((alarm) => {
    const actions: Record<string, unknown> = {
      OK: alarm.ok_actions,
      ALARM: alarm.alarm_actions,
      INSUFFICIENT_DATA: alarm.insufficient_data_actions,
    };
    return simulate(alarm, world).some(({ state }) => actions[state] !== undefined);
  });
  expect(told.map(({ alarm_name }) => alarm_name)).toEqual([]);
});

test("a service that loses its last target without a request is told of as the end of data", () => {
  const world = worldFor({ what: "", before: QUIET, during: () => NO_TARGETS, fires: [] });
  const alarm = Object.values(alarmsWith()).find(({ alarm_name }) => alarm_name.includes("-healthyTargets-"))!;
  expect(alarm.insufficient_data_actions).toEqual([TOPIC]);
  expect(simulate(alarm, world).at(-1)!.state).toBe("INSUFFICIENT_DATA");
});

test("docs/alarms.md says what fires when", () => {
  const file = join(__dirname, "../../../docs/alarms.md");
  const text = readFileSync(file, "utf8");
  const [before, after] = ["<!-- what fires when -->\n", "\n<!-- end -->"];
  if (process.env.UPDATE_DOCS) {
    const begin = text.slice(0, text.indexOf(before) + before.length);
    writeFileSync(file, `${begin}${table()}${text.slice(text.indexOf(after))}`);
  }
  expect(readFileSync(file, "utf8")).toContain(`${before}${table()}${after}`);
});

function table(): string {
  const rows = EVENTS.map((event) => {
    const alarm = [...changesOf(event)]
      .flatMap(([name, changes]) => [fired(changes) ?? []].flat().map(({ minute }) => ({ name, minute })))
      .sort((a, b) => a.minute - b.minute)
      .map(({ name, minute }) => `\`${name}\` after ${after(minute)}`);
    return `| ${event.what} | ${alarm.join(", ") || "nothing"} |`;
  });
  return ["| what happens | what fires |", "| --- | --- |", ...rows].join("\n");
}

function after(minutes: number): string {
  const day = 24 * 60;
  return minutes < day ? `${minutes} min` : `${Math.ceil(minutes / day)} days`;
}
