import { compareText } from "../findings";
import type { Plan } from "../plan";
import type { Commands } from "./commands";
import { type FleetDraft, isOn } from "./draft";
import type { GroupSettings } from "./group-settings";
import {
  type AnswersFirst,
  importedMembers,
  type MigrationFacts,
  type Step,
  stepsOfTakeover,
  stepsToNewAlb,
} from "./migration-steps";
import { type Problem, refusedBy } from "./problem";
import type { ServiceCatalog } from "./services";
import { countTargetGroups, type TargetGroupCount } from "./target-groups";
import type { NamedTenant } from "./tenants";
import { byOldGroup, type Group, type Member } from "./today";

/** How one load balancer is moved without a moment in which nobody answers. */
export interface Migration {
  readonly loadBalancer: string;
  /** The IngressGroup whose ALB is taken over; null: a new ALB, so that DNS has to follow. */
  readonly takesOver: string | null;
  /** Listener rules of today, of the fleet, and both while they stand side by side. */
  readonly rules: { readonly before: number; readonly after: number; readonly meanwhile: number };
  readonly targetGroups: TargetGroupCount;
  readonly answersFirst: AnswersFirst;
  readonly steps: readonly Step[];
}

/** The order of steps for every load balancer of a draft. */
export function planMigrations(
  draft: FleetDraft,
  settings: ReadonlyMap<Group, GroupSettings>,
  catalog: ServiceCatalog,
  plan: Plan | undefined,
  problems: readonly Problem[],
  commands: Commands,
): Migration[] {
  const refused = refusedBy(problems);
  const stopping = new Set(problems.filter(({ code }) => code === "stops-group").map(({ ingress }) => ingress));
  return [...draft.loadBalancers].map(([group, key]) => {
    const planned = plan?.loadBalancers.find((one) => one.key === key);
    const tenants = draft.tenants.filter((tenant) => isOn(tenant, group));
    const before = group.controller === "ingress-nginx" ? 0 : rulesToday(group);
    const after = planned?.listeners.reduce((sum, { rules }) => sum + rules.length, 0) ?? 0;
    const targetGroups = countTargetGroups(group, plan, key, refused);
    const meanwhile = group.name === undefined ? after : before + after;
    const first = answersFirst(group, tenants, planned);
    const facts: MigrationFacts = {
      key,
      commands,
      group,
      settings: settings.get(group)!,
      tenants,
      planned,
      targetGroups,
      rulesMeanwhile: meanwhile,
      answersFirst: first,
      refused,
      stopping,
      replaced: replacedTargetGroups(tenants, catalog),
    };
    return {
      loadBalancer: key,
      takesOver: group.name ?? null,
      rules: { before, after, meanwhile },
      targetGroups,
      answersFirst: first,
      steps: group.name === undefined ? stepsToNewAlb(facts) : stepsOfTakeover(facts),
    };
  });
}

/** Rules count once for every listener that carries them. */
function rulesToday(group: Group): number {
  return [...byOldGroup(group).values()]
    .map(group.standing)
    .reduce((sum, { http, https }) => sum + http.length + https.length, 0);
}

/** The controller's order: `group.order`, then `namespace/name`. */
function answersFirst(group: Group, tenants: readonly NamedTenant[], planned: MigrationFacts["planned"]): AnswersFirst {
  const old: string[] = [];
  const later: string[] = [];
  const namesOf = new Map<Member, Set<string>>();
  for (const { name, members } of tenants) {
    for (const member of members) namesOf.set(member, (namesOf.get(member) ?? new Set()).add(name));
  }
  for (const member of importedMembers(group, tenants)) {
    const news = planned?.ingresses.filter(({ tenant }) => namesOf.get(member)!.has(tenant));
    const isFirst = news?.every(
      ({ groupOrder, namespace, name }) =>
        (member.order - groupOrder || compareText(member.ingress.id, `${namespace}/${name}`)) < 0,
    );
    (isFirst === true ? old : later).push(member.ingress.id);
  }
  return { old, new: later };
}

/** Target groups that were made by hand and that services take the place of. */
function replacedTargetGroups(tenants: readonly NamedTenant[], catalog: ServiceCatalog): string[] {
  const ids = tenants.flatMap(({ behaviour: { routes, catchAll } }) =>
    [...routes.map(({ answer }) => answer), catchAll].flatMap((answer) =>
      answer.kind === "forward" ? Object.keys(answer.weights) : [],
    ),
  );
  return [...new Set(ids)].map((id) => catalog.get(id).replaces).filter((arn) => arn !== undefined);
}
