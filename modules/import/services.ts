import { quote } from "../findings";
import { type Answer, Unsayable } from "./answer";
import { plainDraft } from "./draft-text";
import type { Backend } from "./dump";
import { type Group, isImportable, type Member } from "./group";
import type { Conflict } from "./group-settings";
import { type Services, type WantedService, wantedService } from "./service-settings";

/** An answer whose Services are resolved to target groups of the fleet. */
export type ResolvedAnswer =
  | Exclude<Answer, { kind: "forward" }>
  | {
      readonly kind: "forward";
      /** By the Service's id, `namespace/name:port`. */
      readonly weights: Readonly<Record<string, number>>;
      readonly stickinessSeconds: number;
    };

/** The Services that the Ingresses forward to, one target group each. */
export interface ServiceCatalog {
  readonly conflicts: readonly Conflict[];
  /** What a service is like. */
  get(id: string): WantedService;
  /** @throws Unsayable when one target group would stand twice in an action. */
  resolve(member: Member, answer: Answer): ResolvedAnswer;
}

/**
 * Brings together what all Ingresses say of a Service: they share its target group from now on. Where they differ,
 * most of them win, and the others cannot be imported.
 */
export function catalogServices(groups: readonly Group[], services: Services): ServiceCatalog {
  const wanted = new Map<string, Map<string, Variant>>();
  const idOf = new Map<string, string>();
  for (const member of groups.flatMap(({ members }) => members).filter(isImportable)) {
    for (const backend of backendsOf(member)) {
      try {
        const one = wantedService(member.ingress, backend, services);
        idOf.set(backendKey(member, backend), one.id);
        addVariant(wanted, one, member);
      } catch (error) {
        if (!(error instanceof Unsayable)) throw error;
        member.problems.add(error.message);
      }
    }
  }
  const conflicts: Conflict[] = [];
  const settled = new Map(
    [...wanted].map(([id, variants]) => [id, settleVariants(id, [...variants.values()], conflicts)]),
  );
  return {
    conflicts,
    get: (id) => settled.get(id)!,
    resolve: (member, answer) => {
      if (answer.kind !== "forward") return answer;
      const targets = answer.targets.map(
        ({ backend, weight }) => [idOf.get(backendKey(member, backend))!, weight] as const,
      );
      const weights = Object.fromEntries(targets);
      if (Object.keys(weights).length < targets.length) {
        throw new Unsayable("One of its actions names a port of a Service twice, by number and by name.");
      }
      return { kind: "forward", weights, stickinessSeconds: answer.stickinessSeconds };
    },
  };
}

interface Variant {
  readonly service: WantedService;
  readonly members: Set<Member>;
}

function backendsOf({ rules }: Member): Backend[] {
  return rules.flatMap(({ answer }) =>
    answer?.kind === "forward" ? answer.targets.map(({ backend }) => backend) : [],
  );
}

function backendKey({ ingress }: Member, { service, port }: Backend): string {
  return JSON.stringify([ingress.namespace, service, port]);
}

function addVariant(wanted: Map<string, Map<string, Variant>>, service: WantedService, member: Member): void {
  const variants = wanted.get(service.id) ?? new Map<string, Variant>();
  wanted.set(service.id, variants);
  const text = JSON.stringify(plainDraft(service.config));
  const variant = variants.get(text) ?? { service, members: new Set() };
  variants.set(text, variant);
  variant.members.add(member);
}

function settleVariants(id: string, variants: Variant[], conflicts: Conflict[]): WantedService {
  const [first, ...others] = variants.sort((a, b) => b.members.size - a.members.size);
  if (others.length > 0) {
    conflicts.push({
      of: id,
      setting: "target group",
      said: variants.map(({ service, members }) => ({
        value: JSON.stringify(plainDraft(service.config)),
        ingresses: [...members].map(({ ingress }) => ingress.id),
      })),
    });
  }
  for (const { members } of others) {
    for (const { problems } of members) {
      problems.add(
        `It wants another target group of the Service ${quote(id)} than most Ingresses do (protocol, health check or attributes differ); a service of the fleet has one.`,
      );
    }
  }
  return first!.service;
}
