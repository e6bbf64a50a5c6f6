import { type Answer, backendText } from "./answer";
import { plainDraft } from "./draft-text";
import type { Backend } from "./dump-schemas";
import { at, attempt, type Problem, type Refused, type Step, Unsupported } from "./problem";
import { type Evidence, type WantedService, wantedService } from "./service-settings";
import type { Group, Member } from "./today";

/** An answer whose Services are resolved to target groups of the fleet. */
export type ResolvedAnswer =
  | Exclude<Answer, { kind: "forward" }>
  | {
      readonly kind: "forward";
      /** By the id of the target group that is wanted. */
      readonly weights: Readonly<Record<string, number>>;
      readonly stickinessSeconds: number;
    };

/** The target groups that the Ingresses forward to. */
export interface ServiceCatalog {
  /** What a service is like. */
  get(id: string): WantedService;
  /** @throws Unsupported when one target group would stand twice in an action. */
  resolve(member: Member, answer: Answer): ResolvedAnswer;
}

/**
 * Brings together what all Ingresses say of a Service: those that want its target group alike share it from now on,
 * and every other wish is a service of its own.
 */
export function catalogServices(groups: readonly Group[], evidence: Evidence, refused: Refused): Step<ServiceCatalog> {
  const problems: Problem[] = [];
  const wishes = new Map<string, Map<string, Wish>>();
  const wishOf = new Map<string, Wish>();
  for (const member of groups.flatMap(({ members }) => members)) {
    if (refused.has(member.ingress.id)) continue;
    for (const backend of backendsOf(member)) {
      const { value: service, reasons } = attempt(() => wantedService(member, backend, evidence));
      problems.push(...at(member.ingress.id, reasons));
      if (service === undefined) continue;
      const alike = wishes.get(service.id) ?? new Map<string, Wish>();
      wishes.set(service.id, alike);
      const text = JSON.stringify(plainDraft(service.config));
      const wish = alike.get(text) ?? { service, members: new Set() };
      alike.set(text, wish);
      wish.members.add(member);
      wishOf.set(backendKey(member, backend), wish);
    }
  }
  const idOf = namedWishes(wishes);
  const byId = new Map([...idOf].map(([{ service }, id]) => [id, { ...service, id }]));
  const value: ServiceCatalog = {
    get: (id) => byId.get(id)!,
    resolve: (member, answer) => {
      if (answer.kind !== "forward") return answer;
      const targets = answer.targets.map(
        ({ backend, weight }) => [idOf.get(wishOf.get(backendKey(member, backend))!)!, weight] as const,
      );
      const weights = Object.fromEntries(targets);
      if (Object.keys(weights).length < targets.length) {
        const message = "One of its actions names a port of a Service twice, by number and by name.";
        throw new Unsupported("unsupported", message);
      }
      return { kind: "forward", weights, stickinessSeconds: answer.stickinessSeconds };
    },
  };
  return { value, problems };
}

interface Wish {
  readonly service: WantedService;
  readonly members: Set<Member>;
}

/** Ids for all wishes of a Service's port: what most Ingresses want has the plain one, the others a number behind it. */
function namedWishes(wishes: ReadonlyMap<string, ReadonlyMap<string, Wish>>): ReadonlyMap<Wish, string> {
  return new Map(
    [...wishes].flatMap(([id, alike]) =>
      [...alike.values()]
        .sort((a, b) => b.members.size - a.members.size)
        .map((wish, index) => [wish, index === 0 ? id : `${id}#${index + 1}`] as const),
    ),
  );
}

function backendsOf({ rules }: Member): Backend[] {
  return rules.flatMap(({ answer }) =>
    answer?.kind === "forward" ? answer.targets.map(({ backend }) => backend) : [],
  );
}

function backendKey({ ingress }: Member, backend: Backend): string {
  return JSON.stringify([ingress.id, backendText(backend)]);
}
