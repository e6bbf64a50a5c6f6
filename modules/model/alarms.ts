import * as z from "zod";
import { CLOUDWATCH_LIMITS, LCU } from "../aws";
import { arn, shaped } from "./text";

/** `loadBalancers.<name>.alarms`: what is watched, from which value on, and who is told. */

/** When an alarm goes off: in `datapointsToAlarm` of the last `evaluationPeriods` periods. */
interface Timing {
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  /** Default: all of them. */
  readonly datapointsToAlarm?: number;
}

/** The LCUs that the default thresholds of connections and capacity stand for: one scale, so that none is by chance. */
const BUSY_LCUS = 50;

const topic = () => arn("sns", "arn:aws:sns:eu-central-1:123456789012:on-call");

/** The fields that every alarm has, with its defaults. */
function timing(defaults: Timing) {
  const { periodStep, maxPeriod } = CLOUDWATCH_LIMITS;
  return {
    periodSeconds: z
      .int()
      .min(periodStep, { error: `must be at least ${periodStep} seconds` })
      .max(maxPeriod, { error: `must be at most ${maxPeriod} seconds` })
      .multipleOf(periodStep, { error: `must be a multiple of ${periodStep} seconds` })
      .default(defaults.periodSeconds)
      .meta({ description: "Seconds in a period: a multiple of 60.", examples: [60, 300] }),
    evaluationPeriods: z
      .int()
      .min(1)
      .default(defaults.evaluationPeriods)
      .meta({ description: "Number of latest periods that are looked at.", examples: [3] }),
    datapointsToAlarm: z
      .int()
      .min(1)
      .optional()
      .meta({
        description: `Number of them that must pass the threshold. Default: ${defaults.datapointsToAlarm ?? "all of them"}.`,
        examples: [2],
      }),
  };
}

/**
 * An alarm's settings: its own fields and its timing. What CloudWatch refuses is refused here, and a default of M
 * out of N periods follows a smaller N.
 */
function settings<S extends z.core.$ZodLooseShape>(fields: S, defaults: Timing) {
  return z
    .strictObject({ ...fields, ...timing(defaults) })
    .refine((own) => within(own as Timing), {
      path: ["evaluationPeriods"],
      error: "× periodSeconds must be at most a day, or 7 days with periods of an hour or more",
    })
    .refine((own) => ((own as Timing).datapointsToAlarm ?? 0) <= (own as Timing).evaluationPeriods, {
      path: ["datapointsToAlarm"],
      error: "must be at most evaluationPeriods",
    })
    .overwrite((own) => {
      const { datapointsToAlarm, evaluationPeriods } = own as Timing;
      const most = defaults.datapointsToAlarm ?? evaluationPeriods;
      return { ...own, datapointsToAlarm: datapointsToAlarm ?? Math.min(most, evaluationPeriods) };
    });
}

function orOff<S extends z.ZodType>(schema: S, description: string) {
  return z
    .union([z.literal(false), schema], {
      // An object has its own messages.
      error: ({ input }) =>
        typeof input === "object" && input !== null ? undefined : "must be false (no such alarm) or an object { … }",
    })
    .prefault({} as never)
    .meta({ description: `${description} false: no such alarm.` });
}

function alarm<S extends z.core.$ZodLooseShape>(fields: S, defaults: Timing, description: string) {
  return orOff(settings(fields, defaults), description);
}

function within({ periodSeconds, evaluationPeriods }: Timing): boolean {
  const { longPeriod, maxSpan, maxLongSpan } = CLOUDWATCH_LIMITS;
  return periodSeconds * evaluationPeriods <= (periodSeconds >= longPeriod ? maxLongSpan : maxSpan);
}

const positive = () => z.number().positive({ error: "must be more than 0" });

const threshold = (value: number, description: string) =>
  positive()
    .default(value)
    .meta({ description, examples: [value] });

/** A percentage, with the number of errors below which it means nothing. */
const share = {
  threshold: positive()
    .max(100, { error: "must be at most 100 percent" })
    .default(5)
    .meta({ description: "Percent of the requests, at least.", examples: [5] }),
  minimumErrors: z
    .int()
    .min(1)
    .default(5)
    .meta({
      description:
        "Errors in a period below which the share counts as 0: a single one of few requests at night is no emergency.",
      examples: [5],
    }),
};

/**
 * Above what a rolling update with Kubernetes' defaults can show at worst (a quarter more and a quarter away leave 40
 * percent of the registered targets not yet healthy), below the half that goes with one of two zones.
 */
const UNHEALTHY_SHARE = 45;

/** Wide, since a shared load balancer's traffic is smooth: what leaves this band is no normal day. */
const DEFAULT_BAND = 4;

const requests = orOff(
  settings(
    {
      threshold: positive()
        .optional()
        .meta({
          description: "Requests per second, at least. Instead of the anomaly band.",
          examples: [2000],
        }),
      anomalyBand: positive()
        .optional()
        .meta({
          description: `Width of the band of usual traffic, in standard deviations; above and below it is an alarm. Default, unless there is a threshold: ${DEFAULT_BAND}.`,
          examples: [DEFAULT_BAND],
        }),
    },
    { periodSeconds: 300, evaluationPeriods: 3 },
  )
    .refine(({ threshold, anomalyBand }) => threshold === undefined || anomalyBand === undefined, {
      path: ["anomalyBand"],
      error: "and threshold exclude each other; keep one of the two",
    })
    .overwrite((own) => (own.threshold === undefined ? { ...own, anomalyBand: own.anomalyBand ?? DEFAULT_BAND } : own)),
  "RequestCount: far more or far less traffic than at the same time on other days.",
);

const thresholds = z
  .strictObject({
    activeConnections: alarm(
      { threshold: threshold(BUSY_LCUS * LCU.activeConnections, "Open connections, at least.") },
      { periodSeconds: 60, evaluationPeriods: 5 },
      `ActiveConnectionCount. Default: what ${BUSY_LCUS} LCUs carry.`,
    ),
    newConnections: alarm(
      { threshold: threshold(BUSY_LCUS * LCU.newConnectionsPerSecond, "New connections per second, at least.") },
      { periodSeconds: 60, evaluationPeriods: 5 },
      `NewConnectionCount. Default: what ${BUSY_LCUS} LCUs carry.`,
    ),
    requests,
    rejectedConnections: alarm(
      { threshold: threshold(1, "Refused connections in a period, at least.") },
      { periodSeconds: 60, evaluationPeriods: 1 },
      "RejectedConnectionCount: the load balancer is at its limit of connections.",
    ),
    elbErrors: alarm(
      share,
      { periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 3 },
      "HTTPCode_ELB_5XX_Count without fixed responses, as a share of the requests.",
    ),
    targetErrors: alarm(
      share,
      { periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 3 },
      "HTTPCode_Target_5XX_Count as a share of the requests, per target group.",
    ),
    responseTime: alarm(
      {
        threshold: threshold(2, "Seconds, at least."),
        minimumRequests: z
          .int()
          .min(1)
          .default(10)
          .meta({ description: "Requests in a period below which response times count as 0.", examples: [10] }),
      },
      { periodSeconds: 60, evaluationPeriods: 10, datapointsToAlarm: 8 },
      "TargetResponseTime, per target group: p99, or p90 in periods of fewer than 100 requests.",
    ),
    unhealthyTargets: alarm(
      {
        threshold: positive()
          .max(100, { error: "must be at most 100 percent" })
          .default(UNHEALTHY_SHARE)
          .meta({ description: "Percent of the registered targets, at least.", examples: [UNHEALTHY_SHARE] }),
      },
      { periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 3 },
      "UnHealthyHostCount as a share of the registered targets, per target group.",
    ),
    healthyTargets: alarm(
      {
        threshold: threshold(
          2,
          "Healthy targets, fewer than: what must be left when a zone is lost. 1 for services of a single Pod.",
        ),
      },
      { periodSeconds: 60, evaluationPeriods: 3 },
      "HealthyHostCount, per target group.",
    ),
    noHealthyTargets: alarm(
      { threshold: threshold(1, "Requests without an answer in a period, at least.") },
      // The newest minutes may lack the number of healthy targets that is still to come.
      { periodSeconds: 60, evaluationPeriods: 15, datapointsToAlarm: 3 },
      "No HealthyHostCount, or 0, while HTTPCode_ELB_503_Count is more than the fixed responses; per target group.",
    ),
    failOpenRouting: alarm(
      { threshold: threshold(1, "Requests to unhealthy targets in a period, at least.") },
      { periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 2 },
      "UnhealthyRoutingRequestCount, per target group: all targets are unhealthy, and get requests all the same.",
    ),
    requestsPerTarget: alarm(
      { threshold: threshold(500, "Requests per second and target, at least.") },
      { periodSeconds: 60, evaluationPeriods: 5 },
      "RequestCountPerTarget, per target group.",
    ),
    consumedLcus: alarm(
      { threshold: threshold(BUSY_LCUS, "LCUs, at least.") },
      { periodSeconds: 300, evaluationPeriods: 3 },
      "ConsumedLCUs, as billed per hour.",
    ),
    tlsErrors: alarm(
      { threshold: threshold(100, "Failed TLS handshakes per minute, at least.") },
      { periodSeconds: 300, evaluationPeriods: 3 },
      "ClientTLSNegotiationErrorCount; with HTTPS only.",
    ),
    certificateExpiry: alarm(
      { threshold: threshold(30, "Days, fewer than.") },
      { periodSeconds: 86_400, evaluationPeriods: 1 },
      "DaysToExpiry, per certificate of ACM. IAM's certificates have no such metric.",
    ),
    rateLimitedRequests: alarm(
      { threshold: threshold(20, "Requests per minute, at least.") },
      { periodSeconds: 300, evaluationPeriods: 1 },
      "Requests that the rate limit per host answered with 429; with rateLimit only.",
    ),
  })
  .prefault({})
  .meta({
    description: "Alarms by name: false switches one off, an object changes what it says.",
    examples: [{ tlsErrors: false, responseTime: { threshold: 5, evaluationPeriods: 5 } }],
  });

const { maxActions } = CLOUDWATCH_LIMITS;

export const alarmsSchema = z
  .strictObject({
    notify: z
      .union(
        [
          topic(),
          z.array(topic()).max(maxActions, { error: `must list at most ${maxActions} topics, CloudWatch's limit` }),
        ],
        {
          error: ({ input }) =>
            Array.isArray(input) ? undefined : "must be the ARN of an SNS topic, or a list of them",
        },
      )
      .default([])
      .meta({
        description: "SNS topic or topics that are told of alarms.",
        examples: [["arn:aws:sns:eu-central-1:123456789012:on-call"]],
      }),
    notifyOk: z.boolean().default(false).meta({
      description:
        "Whether they are told of the end of alarms too. CloudWatch then also tells of the first evaluation of every new alarm: write it after the first deployment.",
    }),
    runbooks: shaped(/^(?!.*[$%]\{)[!-"$-~]+$/, "an address without spaces and without #")
      .max(200)
      .default("docs/runbooks.md")
      .meta({
        description: "Address of the document with the runbooks; every alarm's description ends with a link into it.",
        examples: ["https://git.example/platform/tenants/blob/main/docs/runbooks.md"],
      }),
    thresholds,
  })
  .meta({ description: "CloudWatch alarms of the load balancer and its target groups." });

export type AlarmsConfig = z.output<typeof alarmsSchema>;
