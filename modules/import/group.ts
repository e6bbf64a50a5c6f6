import { MAX_GROUP_ORDER } from "../controller";
import { compareText, quote } from "../findings";
import { albAnnotation, albSettings, STOPS_THE_GROUP } from "./annotations";
import type { DumpIngress } from "./dump";
import { type Listeners, listenersOf } from "./listeners";
import { type OldRule, oldRulesOf } from "./old-rules";
import type { Origin } from "./origin";

/** Ingresses that one load balancer of the fleet will serve. */
export interface Group {
  /** The IngressGroup whose ALB is taken over; undefined: a new ALB for Ingresses that had one each. */
  readonly name: string | undefined;
  /** In the controller's order. */
  readonly members: readonly Member[];
}

/** An Ingress of the AWS Load Balancer Controller. */
export interface Member {
  readonly ingress: DumpIngress;
  /** The group today: Ingresses of different ones are never merged. */
  readonly oldGroup: string;
  readonly order: number;
  readonly listeners: Listeners;
  readonly rules: readonly OldRule[];
  /** Why it cannot be imported. Further steps add to it. */
  readonly problems: Set<string>;
}

/** Sorts Ingresses of the controller into groups; those with an ALB of their own by what they say of it. */
export function groupsOf(origins: ReadonlyMap<DumpIngress, Origin>): Group[] {
  const groups = new Map<string, { name: string | undefined; members: Member[] }>();
  for (const [ingress, origin] of origins) {
    if (origin.kind !== "alb") continue;
    const key = origin.named ? `named ${origin.group}` : `alone ${JSON.stringify(albSettings(ingress.annotations))}`;
    const group = groups.get(key) ?? { name: origin.named ? origin.group : undefined, members: [] };
    groups.set(key, group);
    group.members.push(memberOf(ingress, origin.group));
  }
  for (const { members } of groups.values()) members.sort(controllerOrder);
  return [...groups.values()].sort(
    (a, b) => compareText(a.name ?? "~", b.name ?? "~") || controllerOrder(a.members[0]!, b.members[0]!),
  );
}

function memberOf(ingress: DumpIngress, oldGroup: string): Member {
  const { rules, problems: ofRules } = oldRulesOf(ingress);
  const { listeners, problem: ofPorts } = listenersOf(ingress.annotations);
  const problems = new Set<string>(ofRules);
  if (ofPorts !== undefined) problems.add(ofPorts);
  if (ingress.defaultBackend !== undefined) {
    problems.add(
      "It has a default backend, which answers hosts that no rule names. A group has one, and in the fleet that is the load balancer's anchor, with responses.unknownHost: a second one stops the controller.",
    );
  }
  const text = albAnnotation(ingress.annotations, "group.order") ?? "0";
  const order = Number(text);
  const most = MAX_GROUP_ORDER;
  const valid = /^-?\d+$/.test(text) && order >= -most && order <= most;
  if (!valid) {
    problems.add(
      `Its group.order ${quote(text)} is not a number from -${most} to ${most}, ${STOPS_THE_GROUP}, without an event.`,
    );
  }
  return { ingress, oldGroup, order: valid ? order : 0, listeners, rules, problems };
}

/** Whether a member can still be imported. */
export function isImportable({ problems }: Member): boolean {
  return problems.size === 0;
}

function controllerOrder(a: Member, b: Member): number {
  return a.order - b.order || compareText(a.ingress.id, b.ingress.id);
}
