import { type Document, heading, list, strong, subheading, table } from "../document";
import { loadBalancersOf } from "../plan";
import { count } from "../terminal";
import type { Waiting } from "./drain";
import type { TenantStep } from "./move-tenants";
import type { Records, StepKind } from "./next-step";
import { waitFor } from "./wait-for";

/** What a call of `move` has done. */
export interface Move {
  readonly steps: readonly TenantStep[];
  /** Tenants for which nothing is left to do. */
  readonly finished: readonly string[];
  readonly waiting: readonly Waiting[];
  readonly records: Records;
}

/** A step in a few words: `10 % of DNS to edge-2`. */
export function describeStep({ kind, from, to, share }: Pick<TenantStep, "kind" | "from" | "to" | "share">): string {
  switch (kind) {
    case "serve":
      return `served by ${to} too, beside ${from}`;
    case "weigh":
      return `${Math.round(share * 100)} % of DNS to ${to}`;
    case "settle":
      return `lives on ${to}`;
    case "leave":
      return `served by ${from} no longer`;
  }
}

const AFTER: Readonly<Record<StepKind, string>> = {
  serve: "Before the next step",
  weigh: "Before the next step",
  settle: "Before the next step",
  leave: "To end it",
};

const COLUMNS = [
  { title: "TENANT" },
  { title: "STEP" },
  { title: "HOME" },
  { title: "SERVED BY", wrap: true },
  { title: "DNS" },
];

/** For people: which files say what now, and what to wait for. */
export function moveDocument({ steps, finished, waiting, records }: Move): Document {
  const rows = steps.map((step) => {
    const { loadBalancer = "", traffic = {} } = step.place;
    const dns = Object.entries(traffic).map(([key, weight]) => `${key} ${weight}`);
    return [step.tenant, describeStep(step), loadBalancer, loadBalancersOf(step.place).join(" "), dns.join(", ")];
  });
  const wrote = steps.length === 0 ? "Nothing was written" : `${count(steps.length, "file")} written`;
  return [
    heading(wrote),
    ...(steps.length === 0 ? [] : [table(COLUMNS, rows)]),
    ...grouped(steps, records).flatMap(([title, sentences]) => [subheading(title), ...list(sentences, "steps")]),
    ...(waiting.length === 0 ? [] : [subheading("Not moved yet")]),
    ...list(waiting.map(({ tenant, why }) => ({ text: [strong(tenant), `: ${why}`] }))),
    ...(finished.length === 0 ? [] : [subheading("Nothing is left to do")]),
    ...list([...finished]),
  ];
}

/** What several tenants wait for alike is said once, with the stacks of all. */
function grouped(steps: readonly TenantStep[], records: Records): [title: string, sentences: readonly string[]][] {
  const groups = new Map<string, TenantStep[]>();
  for (const step of steps) {
    const key = `${step.kind} ${step.from} ${step.to} ${step.share}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()].map((alike) => {
    const [first] = alike;
    const stacks = [...new Set(alike.flatMap((step) => step.stacks))];
    const names = alike.length > 3 ? count(alike.length, "tenant") : alike.map(({ tenant }) => tenant).join(", ");
    return [`${AFTER[first!.kind]} (${names}: ${describeStep(first!)})`, waitFor({ ...first!, stacks }, records)];
  });
}

/** The same for programs. */
export function moveJson({ steps, finished, waiting, records }: Move): object {
  return {
    steps: steps.map((step) => ({
      tenant: step.tenant,
      file: step.file,
      kind: step.kind,
      from: step.from,
      to: step.to,
      share: step.share,
      loadBalancer: step.place.loadBalancer,
      alsoOn: step.place.alsoOn,
      traffic: step.place.traffic ?? null,
      stacks: step.stacks,
      waitFor: waitFor(step, records),
    })),
    finished,
    waiting,
  };
}
