import { AWS_LIMITS } from "../aws";
import { MANAGED_BY_LABEL } from "../controller";
import { compareText } from "../findings";
import { type LoadBalancerPlan, type Plan, stackNames } from "../plan";
import { count } from "../terminal";
import { type FleetDraft, isOn, type NamedTenant } from "./draft";
import type { Conflict, GroupSettings } from "./group-settings";
import { type Problem, type Refused, refusedBy } from "./problem";
import { countTargetGroups, type TargetGroupCount } from "./target-groups";
import { byOldGroup, type Group, listenerRules, type Member } from "./today";

/** How one load balancer is moved without a moment in which nobody answers. */
export interface Migration {
  readonly loadBalancer: string;
  /** The IngressGroup whose ALB is taken over; null: a new ALB, so that DNS has to follow. */
  readonly takesOver: string | null;
  /** Listener rules of today, of the fleet, and both while they stand side by side. */
  readonly rules: { readonly before: number; readonly after: number; readonly meanwhile: number };
  readonly targetGroups: TargetGroupCount;
  /** Old Ingresses whose rules come before the new ones while both are there, and those that come after. */
  readonly answersFirst: { readonly old: readonly string[]; readonly new: readonly string[] };
  readonly steps: readonly Step[];
}

/** One step: what to do, and commands or Ingresses that belong to it. */
export interface Step {
  readonly what: string;
  readonly details: readonly string[];
}

/** The order of steps for every load balancer of a draft. */
export function planMigrations(
  draft: FleetDraft,
  settings: ReadonlyMap<Group, GroupSettings>,
  plan: Plan | undefined,
  problems: readonly Problem[],
): Migration[] {
  const refused = refusedBy(problems);
  const stopping = new Set(problems.filter(({ code }) => code === "stops-group").map(({ ingress }) => ingress));
  return [...draft.loadBalancers].map(([group, key]) => {
    const planned = plan?.loadBalancers.find((one) => one.key === key);
    const tenants = draft.tenants.filter((tenant) => isOn(tenant, group));
    const before = rulesToday(group);
    const after = planned?.listeners.reduce((sum, { rules }) => sum + rules.length, 0) ?? 0;
    const targetGroups = countTargetGroups(group, plan, key, refused);
    const meanwhile = group.name === undefined ? after : before + after;
    const { conflicts } = settings.get(group)!;
    const facts: Facts = { key, group, tenants, planned, targetGroups, meanwhile, conflicts, refused, stopping };
    return {
      loadBalancer: key,
      takesOver: group.name ?? null,
      rules: { before, after, meanwhile },
      targetGroups,
      answersFirst: answersFirst(facts),
      steps: group.name === undefined ? stepsToNewAlb(facts) : stepsOfTakeover(facts),
    };
  });
}

interface Facts {
  readonly key: string;
  readonly group: Group;
  readonly tenants: readonly NamedTenant[];
  readonly planned: LoadBalancerPlan | undefined;
  readonly targetGroups: TargetGroupCount;
  readonly meanwhile: number;
  readonly conflicts: readonly Conflict[];
  readonly refused: Refused;
  /** Ingresses because of which the controller changes nothing any more. */
  readonly stopping: ReadonlySet<string>;
}

/** Rules count once for every listener that carries them. */
function rulesToday(group: Group): number {
  return [...byOldGroup(group).values()]
    .map(listenerRules)
    .reduce((sum, { http, https }) => sum + http.length + https.length, 0);
}

/** The controller's order: `group.order`, then `namespace/name`. */
function answersFirst({ group, tenants, planned }: Facts): Migration["answersFirst"] {
  const old: string[] = [];
  const later: string[] = [];
  const namesOf = new Map<Member, Set<string>>();
  for (const { name, members } of tenants) {
    for (const member of members) namesOf.set(member, (namesOf.get(member) ?? new Set()).add(name));
  }
  for (const member of importedOf(group, tenants)) {
    const news = planned?.ingresses.filter(({ tenant }) => namesOf.get(member)!.has(tenant));
    const isFirst = news?.every(
      ({ groupOrder, namespace, name }) =>
        (member.order - groupOrder || compareText(member.ingress.id, `${namespace}/${name}`)) < 0,
    );
    (isFirst === true ? old : later).push(member.ingress.id);
  }
  return { old, new: later };
}

function precedence(facts: Facts): string {
  const { old, new: others } = answersFirst(facts);
  if (others.length === 0) return "Old rules come first until they are deleted.";
  if (old.length === 0) return "New rules come first at once.";
  return `New rules come first at once for ${others.join(", ")}; elsewhere the old ones do until they are deleted.`;
}

function stepsOfTakeover(facts: Facts): Step[] {
  const { key, group, tenants, meanwhile } = facts;
  return [
    ...repairStep(facts),
    ...annotationsStep(group),
    {
      what: `Look up the account's quota: the ALB carries ${count(meanwhile, "listener rule")} and ${count(meanwhileTargetGroups(facts), "target group")} meanwhile.`,
      details: quotaDetails(facts),
    },
    {
      what: `Deploy ${key}. It takes over the ALB of the group ${group.name}, which keeps its ARN and DNS name, and adds target groups; no rule changes yet.`,
      details: [`cdktf deploy ${key}`, "Wait until every new target group has healthy targets."],
    },
    {
      what: `Deploy ${stackNames(key).tenants}. New rules stand beside the old ones and answer alike, apart from the changes listed.`,
      details: [`cdktf deploy ${stackNames(key).tenants}`, precedence(facts)],
    },
    ...removalSteps(group, tenants),
    ...stayingStep(facts),
    { what: "Ask the ALB whether its rules equal the plan.", details: [`tenantry verify --lb ${key}`] },
  ];
}

function stepsToNewAlb(facts: Facts): Step[] {
  const { key, group, tenants } = facts;
  const stacks = stackNames(key);
  const hosts = tenants.flatMap((tenant) => tenant.hosts);
  return [
    {
      what: `Deploy ${stacks.loadBalancer} and ${stacks.tenants}: a new ALB, since the ALB of an Ingress without a group.name cannot be joined. Today's go on to answer.`,
      details: [`cdktf deploy ${stacks.loadBalancer} ${stacks.tenants}`, `tenantry verify --lb ${key}`],
    },
    {
      what: `Point DNS to the new ALB (output load_balancer_dns_name), host by host, and wait for twice the records' time to live.`,
      details: hosts,
    },
    ...removalSteps(group, tenants),
  ];
}

/** What stops the group today, or would with the anchor in it. */
function repairStep({ group, conflicts, stopping: stops }: Facts): Step[] {
  const stopping = group.members.filter(({ ingress }) => ingress.defaultBackend !== undefined || stops.has(ingress.id));
  const details = [
    ...stopping.map(({ ingress }) =>
      ingress.defaultBackend === undefined
        ? `${ingress.id}: repair or delete it; it stops the group today`
        : `${ingress.id}: remove its defaultBackend; beside the anchor's it would stop the group`,
    ),
    ...conflicts.map(
      ({ setting }) => `${setting}: its members disagree, which stops the group today (see the conflicts)`,
    ),
  ];
  if (details.length === 0) return [];
  return [{ what: "First free the group from what stops the controller, or nothing below takes effect.", details }];
}

/**
 * Annotations that would be in conflict with what the fleet's IngressClassParams and anchor say, even where both mean
 * the same: subnets, of which the controller takes either kind but not both (pkg/ingress/model_build_load_balancer.go),
 * a second name for the ALB, a second opinion on the rules of the backends' security group. On an ALB that exists
 * their absence changes nothing.
 */
const IN_CONFLICT: readonly { readonly name: string; readonly harmless?: string }[] = [
  { name: "load-balancer-name" },
  { name: "subnets" },
  { name: "manage-backend-security-group-rules", harmless: "true" },
];

function annotationsStep({ members }: Group): Step[] {
  const commands = IN_CONFLICT.flatMap(({ name, harmless }) => {
    const having = members.filter(({ settings }) => {
      const value = settings.get(name);
      return value !== undefined && value !== harmless;
    });
    return perNamespace(having, "annotate", ` alb.ingress.kubernetes.io/${name}-`);
  });
  if (commands.length === 0) return [];
  const what =
    "Remove annotations that would be in conflict with the fleet's own, which stops the controller. The ALB stays as it is.";
  return [{ what, details: commands }];
}

function meanwhileTargetGroups({ targetGroups: { before, after } }: Facts): number {
  return before + after;
}

function quotaDetails(facts: Facts): string[] {
  const { planned, meanwhile } = facts;
  const details: string[] = [];
  const limit = planned?.quotas.rules.limit ?? AWS_LIMITS.rulesPerLoadBalancer;
  const groups = meanwhileTargetGroups(facts);
  details.push(
    meanwhile > limit
      ? `${limit} rules are allowed by default: have AWS raise the quota first, or bring the tenants along in parts, deleting the old Ingresses of each part before the next.`
      : `${limit} rules are allowed by default: there is room.`,
  );
  const most = AWS_LIMITS.targetGroupsPerLoadBalancer;
  details.push(
    groups > most
      ? `${most} target groups are allowed, which AWS never raises: delete or move old Ingresses first, until ${groups - most} fewer are left.`
      : `${most} target groups are allowed, which AWS never raises: there is room.`,
  );
  return details;
}

/**
 * Wildcards go first: then the new exact hosts, whose rules come before every new wildcard, are never behind an old
 * wildcard without their old rule in front.
 */
function removalSteps(group: Group, tenants: readonly NamedTenant[]): Step[] {
  const members = importedOf(group, tenants);
  const isWild = ({ rules }: Member) => rules.some(({ hosts }) => hosts.some((host) => host.includes("*")));
  const owners = new Set(members.map(({ ingress }) => ingress.labels.get(MANAGED_BY_LABEL) ?? "kubectl"));
  const steps = [members.filter(isWild), members.filter((member) => !isWild(member))]
    .filter((part) => part.length > 0)
    .map((part) => ({
      what: `Delete the old Ingresses${part.some(isWild) ? " of wildcard hosts" : ""}, a few at a time; their rules and target groups go with them.`,
      details: perNamespace(part, "delete"),
    }));
  const others = [...owners].filter((owner) => owner !== "kubectl").sort();
  if (steps.length === 0 || others.length === 0) return steps;
  const where = `They belong to ${others.join(", ").slice(0, 100)}: delete them there, or they come back.`;
  return [{ ...steps[0]!, details: [where, ...steps[0]!.details] }, ...steps.slice(1)];
}

/** A command for each namespace. */
function perNamespace(members: readonly Member[], verb: string, rest = ""): string[] {
  const byNamespace = new Map<string, string[]>();
  for (const { ingress } of members) {
    byNamespace.set(ingress.namespace, [...(byNamespace.get(ingress.namespace) ?? []), ingress.name]);
  }
  return [...byNamespace].map(
    ([namespace, names]) => `kubectl ${verb} ingress -n ${namespace} ${names.join(" ")}${rest}`,
  );
}

function stayingStep({ group, key, refused }: Facts): Step[] {
  const staying = group.members.filter(({ ingress }) => refused.has(ingress.id));
  if (staying.length === 0) return [];
  return [
    {
      what: `Decide about the Ingresses that were not imported: they stay in the group of ${key}, and verify reports their rules until they are gone.`,
      details: staying.map(({ ingress }) => ingress.id),
    },
  ];
}

/** In the controller's order. */
function importedOf(group: Group, tenants: readonly NamedTenant[]): Member[] {
  const imported = new Set(tenants.flatMap(({ members }) => members));
  return group.members.filter((member) => imported.has(member));
}
