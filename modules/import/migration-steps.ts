import { AWS_LIMITS } from "../aws";
import { readList } from "../controller";
import { type LoadBalancerPlan, stackNames } from "../plan";
import { count } from "../terminal";
import type { Commands } from "./commands";
import type { GroupSettings } from "./group-settings";
import type { Refused } from "./problem";
import type { TargetGroupCount } from "./target-groups";
import type { NamedTenant } from "./tenants";
import { byOldGroup, type Group, type Member } from "./today";
import { ARGO_ROLLOUTS, writersOf } from "./writers";

/** One step: what to do, and commands or Ingresses that belong to it. */
export interface Step {
  readonly what: string;
  readonly details: readonly string[];
}

/** Old Ingresses whose rules come before the new ones while both are there, and those that come after. */
export interface AnswersFirst {
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** What the steps for one load balancer depend on. */
export interface MigrationFacts {
  readonly key: string;
  readonly commands: Commands;
  readonly group: Group;
  readonly settings: GroupSettings;
  readonly tenants: readonly NamedTenant[];
  readonly planned: LoadBalancerPlan | undefined;
  readonly targetGroups: TargetGroupCount;
  readonly rulesMeanwhile: number;
  readonly answersFirst: AnswersFirst;
  readonly refused: Refused;
  /** Ingresses because of which the controller changes nothing any more. */
  readonly stopping: ReadonlySet<string>;
  /** ARNs of target groups that were made by hand. */
  readonly replaced: readonly string[];
}

/**
 * The steps of taking over the ALB of a group. HTTP port 80 belongs to all members at once: with the fleet's redirect
 * nobody has rules there any more. So where members listen on HTTP only, the load balancer comes without HTTP
 * (`"http": "keep"`) until the tenants' rules stand on HTTPS, and the redirect comes before the first old Ingress goes.
 */
export function stepsOfTakeover(facts: MigrationFacts): Step[] {
  const { key, commands, group, tenants, rulesMeanwhile } = facts;
  const stacks = stackNames(key);
  return [
    ...repairStep(facts),
    ...annotationsStep(group),
    ...rolloutsStep(facts),
    {
      what: `Look up the account's quota: the ALB carries ${count(rulesMeanwhile, "listener rule")} and ${count(meanwhileTargetGroups(facts), "target group")} meanwhile.`,
      details: quotaDetails(facts),
    },
    {
      what: `Deploy ${stacks.loadBalancer}. It takes over the ALB of the group ${group.name}, which keeps its ARN and DNS name, and adds target groups; ${effectOfLoadBalancer(facts)}`,
      details: [commands.deploy(stacks.loadBalancer), "Wait until every new target group has healthy targets."],
    },
    {
      what: `Deploy ${stacks.tenants}. New rules stand beside the old ones and answer alike, apart from the changes listed.`,
      details: [commands.deploy(stacks.tenants), precedence(facts)],
    },
    ...redirectSteps(facts),
    removalStep(group, tenants),
    ...byHandStep(facts),
    ...stayingStep(facts),
    { what: "Ask the ALB whether its rules equal the plan.", details: [commands.verify(key)] },
  ];
}

const WHY_NEW: Readonly<Record<Group["controller"], string>> = {
  "aws-load-balancer-controller":
    ", since the ALB of an Ingress without a group.name cannot be joined. Today's go on to answer.",
  "eks-auto-mode": ", since an ALB of EKS Auto Mode is not taken over. Today's go on to answer.",
  "ingress-nginx": " beside the load balancer of ingress-nginx, which goes on to answer.",
};

/** The steps of moving Ingresses to a new ALB. */
export function stepsToNewAlb(facts: MigrationFacts): Step[] {
  const { key, commands, group, tenants } = facts;
  const stacks = stackNames(key);
  return [
    ...rolloutsStep(facts),
    {
      what: `Deploy ${stacks.loadBalancer} and ${stacks.tenants}: a new ALB${WHY_NEW[group.controller]}`,
      details: [commands.deploy(stacks.loadBalancer, stacks.tenants), commands.verify(key)],
    },
    {
      what: `Point DNS to the new ALB (output load_balancer_dns_name), host by host, and wait for twice the records' time to live.`,
      details: tenants.flatMap((tenant) => tenant.hosts),
    },
    removalStep(group, tenants),
    ...byHandStep(facts),
  ];
}

/** The members that tenants take the place of, in the controller's order. */
export function importedMembers(group: Group, tenants: readonly NamedTenant[]): Member[] {
  const imported = new Set(tenants.flatMap(({ members }) => members));
  return group.members.filter((member) => imported.has(member));
}

function precedence({ answersFirst: { old, new: others } }: MigrationFacts): string {
  if (others.length === 0) return "Old rules come first until they are deleted.";
  if (old.length === 0) return "New rules come first at once.";
  return `New rules come first at once for ${others.join(", ")}; elsewhere the old ones do until they are deleted.`;
}

/** What stops the group today, or would with the anchor in it. */
function repairStep({ group, settings, stopping: stops }: MigrationFacts): Step[] {
  const stopping = group.members.filter(({ ingress }) => ingress.defaultBackend !== undefined || stops.has(ingress.id));
  const details = [
    ...stopping.map(({ ingress }) =>
      ingress.defaultBackend === undefined
        ? `${ingress.id}: repair or delete it; it stops the group today`
        : `${ingress.id}: remove its defaultBackend; beside the anchor's it would stop the group`,
    ),
    ...settings.conflicts.map(
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
  return [{ what, details: [...writtenBy(members, "change them there as well, or they come back"), ...commands] }];
}

/** Weights that somebody goes on to write would never reach the tenant's file. */
function rolloutsStep({ group, tenants }: MigrationFacts): Step[] {
  const written = importedMembers(group, tenants).filter(({ ingress }) => writersOf(ingress).includes(ARGO_ROLLOUTS));
  if (written.length === 0) return [];
  const what = `End what ${ARGO_ROLLOUTS} is doing with these Ingresses, and take trafficRouting.alb out of the Rollouts: it writes weights into their annotations, which a tenant has as "weights" in its file from now on.`;
  return [{ what, details: written.map(({ ingress }) => ingress.id) }];
}

function meanwhileTargetGroups({ targetGroups: { before, after } }: MigrationFacts): number {
  return before + after;
}

function quotaDetails(facts: MigrationFacts): string[] {
  const { planned, rulesMeanwhile } = facts;
  const limit = planned?.quotas.rules.limit ?? AWS_LIMITS.rulesPerLoadBalancer;
  const groups = meanwhileTargetGroups(facts);
  const most = AWS_LIMITS.targetGroupsPerLoadBalancer;
  return [
    rulesMeanwhile > limit
      ? `${limit} rules are allowed by default: have AWS raise the quota first, or bring the tenants along in parts, deleting the old Ingresses of each part before the next.`
      : `${limit} rules are allowed by default: there is room.`,
    groups > most
      ? `${most} target groups are allowed, which AWS never raises: delete or move old Ingresses first, until ${groups - most} fewer are left.`
      : `${most} target groups are allowed, which AWS never raises: there is room.`,
  ];
}

/** What becomes of HTTP at once when the load balancer's anchor joins the group. */
function effectOfLoadBalancer({ group, settings }: MigrationFacts): string {
  if (settings.http === "keep") return "no rule changes yet, and port 80 stays with those who have it.";
  if (!settings.https || settings.http === "off") return "no rule changes yet.";
  const answered = [...byOldGroup(group).values()].map(group.standing).filter(({ http }) => http.length > 0);
  if (answered.length === 0) return "no rule changes yet.";
  const ids = new Set(answered.flatMap(({ http }) => http.map(({ ingress }) => ingress.id)));
  return `on HTTPS no rule changes yet, but port 80 redirects there at once for the whole group: ${[...ids].join(", ")}.`;
}

/** Members whose rules stand on HTTP alone. */
function httpOnlyMembers({ members }: Group): Member[] {
  return members.filter(({ listeners }) => listeners.http && !listeners.https);
}

/** Port 80 is switched to the redirect between the new rules and the end of the old ones. */
function redirectSteps({ key, commands, group, settings, refused }: MigrationFacts): Step[] {
  if (settings.http !== "keep") return [];
  const staying = httpOnlyMembers(group).filter(({ ingress }) => refused.has(ingress.id));
  const { loadBalancer } = stackNames(key);
  return [
    ...(staying.length === 0
      ? []
      : [
          {
            what: "Give the Ingresses that stay and listen on HTTP only a listener on HTTPS too, or leave everything from here on undone: the next step takes their port 80. Then their rules stand on both, and their clients are redirected.",
            details: [
              ...writtenBy(staying, "change them there as well, or it is undone"),
              ...httpsCommands(staying, settings.certificateArns[0]),
            ],
          },
        ]),
    {
      what: `Remove "http": "keep" of ${key} from platform.json and deploy ${loadBalancer}: port 80 redirects to HTTPS at once for the whole group. On HTTPS the new rules answer everybody who was imported.`,
      details: [
        commands.deploy(loadBalancer),
        `From then on on HTTPS: ${httpOnlyMembers(group)
          .map(({ ingress }) => ingress.id)
          .join(", ")}.`,
      ],
    },
  ];
}

/**
 * Commands that add HTTPS. An Ingress that names no certificate has the controller look for one by its hosts, and that
 * stops the whole group when there is none; so the listener's own is named.
 */
function httpsCommands(members: readonly Member[], certificateArn = "<ARN>"): string[] {
  const ports = ` 'alb.ingress.kubernetes.io/listen-ports=[{"HTTP":80},{"HTTPS":443}]'`;
  const hasOwn = ({ settings }: Member) => readList(settings.get("certificate-arn") ?? "").length > 0;
  return [
    ...perNamespace(members.filter(hasOwn), "annotate --overwrite", ports),
    ...perNamespace(
      members.filter((member) => !hasOwn(member)),
      "annotate --overwrite",
      `${ports} alb.ingress.kubernetes.io/certificate-arn=${certificateArn}`,
    ),
  ];
}

/**
 * The last of the group goes first. What it answered alone the new rules answer then, and everything else those before it
 * go on to answer: in any other order an old Ingress that is still there, of the same host or of a wildcard over it, would
 * get requests that were never its own.
 */
function removalStep(group: Group, tenants: readonly NamedTenant[]): Step {
  const members = importedMembers(group, tenants);
  return {
    what: "Delete the old Ingresses in this order, a few at a time; their rules and target groups go with them.",
    details: [...writtenBy(members, "delete them there, or they come back"), ...deleteCommands(members.toReversed())],
  };
}

/** A command for as many in a row as have one namespace. */
function deleteCommands(members: readonly Member[]): string[] {
  const runs: { readonly namespace: string; readonly names: string[] }[] = [];
  for (const { ingress } of members) {
    const last = runs.at(-1);
    if (last?.namespace === ingress.namespace) last.names.push(ingress.name);
    else runs.push({ namespace: ingress.namespace, names: [ingress.name] });
  }
  return runs.map(({ namespace, names }) => `kubectl delete ingress -n ${namespace} ${names.join(" ")}`);
}

/** Who else writes which of some Ingresses, and what to do about it. */
function writtenBy(members: readonly Member[], advice: string): string[] {
  const byWriter = new Map<string, string[]>();
  for (const { ingress } of members) {
    for (const writer of writersOf(ingress)) {
      if (writer === ARGO_ROLLOUTS) continue;
      byWriter.set(writer, [...(byWriter.get(writer) ?? []), ingress.id]);
    }
  }
  return [...byWriter].sort().map(([writer, ids]) => `${writer} writes ${ids.join(", ")}: ${advice}.`);
}

/** A command for each namespace. */
function perNamespace(members: readonly Member[], verb: string, rest: string): string[] {
  const byNamespace = new Map<string, string[]>();
  for (const { ingress } of members) {
    byNamespace.set(ingress.namespace, [...(byNamespace.get(ingress.namespace) ?? []), ingress.name]);
  }
  return [...byNamespace].map(
    ([namespace, names]) => `kubectl ${verb} ingress -n ${namespace} ${names.join(" ")}${rest}`,
  );
}

/** Nothing names them any more, and no controller deletes them. */
function byHandStep({ replaced }: MigrationFacts): Step[] {
  if (replaced.length === 0) return [];
  return [
    {
      what: "Delete the target groups that were made by hand, with their TargetGroupBindings, where they were made: the binding first, since no rule names them any more.",
      details: [...replaced],
    },
  ];
}

function stayingStep({ group, key, refused }: MigrationFacts): Step[] {
  const staying = group.members.filter(({ ingress }) => refused.has(ingress.id));
  if (staying.length === 0) return [];
  return [
    {
      what: `Decide about the Ingresses that were not imported: they stay in the group of ${key}, and verify reports their rules until they are gone.`,
      details: staying.map(({ ingress }) => ingress.id),
    },
  ];
}
