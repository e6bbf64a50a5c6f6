import type { AlarmsConfig } from "../model";
import type { Series } from "./series";
import type { Texts } from "./texts";

/** Names of the alarms in `platform.json`. */
export type AlarmName = keyof AlarmsConfig["thresholds"];

/** Settings of an alarm, as far as they concern all of them. */
export type Settings<N extends AlarmName = AlarmName> = Exclude<AlarmsConfig["thresholds"][N], false>;

export interface Alarm {
  /**
   * `<fleet>-<lb>-<alarm>[-<service or certificate>]`, the alarm as in `platform.json`: its capitals, which no key
   * has, keep the names of one load balancer's alarms apart from another's.
   */
  readonly name: string;
  /** Terraform's name: `<alarm>[_<service or certificate>]` with underscores. */
  readonly resourceId: string;
  /** What it means, what to do first, and which runbook goes on from there. */
  readonly description: string;
  readonly series: Series;
  readonly limit: Limit;
  readonly settings: Settings;
  readonly missingData: MissingData;
}

export type Limit =
  | { readonly type: "atLeast" | "below"; readonly threshold: number }
  /** Outside a band of so many standard deviations around the usual. */
  | { readonly type: "band"; readonly width: number };

/**
 * What periods without data mean: nothing is wrong; nothing has changed; or that the data ended, which is itself a
 * sign and is notified.
 */
export type MissingData = "fine" | "unchanged" | "notified";

/** How one alarm is made from its settings. */
export interface Definition<N extends AlarmName, Subject> {
  readonly name: N;
  /** What it means and what to do first, with the sentence that names the runbook. */
  readonly description: (texts: Texts) => string;
  /** What is drawn; `settings` are undefined where the alarm is switched off. */
  readonly series: (subject: Subject, settings: Settings<N> | undefined) => Series;
  /** What is watched, where that is not all that is drawn. */
  readonly gated?: (drawn: Series, settings: Settings<N>, subject: Subject) => Series;
  readonly limit?: (settings: Settings<N>) => Limit;
  /** Default: nothing is wrong. */
  readonly missingData?: MissingData;
}

/** Keeps the settings' type inside of the definition and forgets it outside, so that definitions form one list. */
export function define<N extends AlarmName, S>(definition: Definition<N, S>): Definition<AlarmName, S> {
  return definition as unknown as Definition<AlarmName, S>;
}
