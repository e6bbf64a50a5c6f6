import {
  ALB_CLASS,
  type ClassParams,
  type ControllerKind,
  DIALECTS,
  type FinalizerEvidence,
  finalizerEvidence,
  isGroupName,
  MANAGED_BY,
  MANAGED_BY_LABEL,
} from "../controller";
import { quote } from "../findings";
import { albAnnotation } from "./annotations";
import { ALL_KINDS, type Dump, type DumpClass, type DumpIngress } from "./dump";
import type { Reason } from "./problem";

/** Whose an Ingress is, and on which ALB. */
export type Origin =
  /** Made by this project: left alone. */
  | { readonly kind: "tenantry" }
  | {
      readonly kind: "alb";
      /** The IngressGroup: its name, or `namespace/name` of an Ingress that has an ALB of its own. */
      readonly group: string;
      /** Only a group with a name can be joined by others, and so be taken over. */
      readonly named: boolean;
      /** Parameters of its class; undefined when it has none, "unknown" when the input does not tell. */
      readonly params: ClassParams | undefined | "unknown";
    }
  | { readonly kind: "other"; readonly reason: Reason };

/** What the dump as a whole tells of a class by what the controllers have left on Ingresses of it. */
interface ClassEvidence {
  readonly controller: FinalizerEvidence["controller"];
  /** The group that its parameters must name, since an Ingress is in it against its own annotation. */
  readonly group: string | undefined;
}

/**
 * Tells for every Ingress of a dump whose it is: by its finalizers, its class where the dump has the classes, other
 * Ingresses of the same class, and the name `alb` that the controller's chart gives its class.
 *
 * @param wanted the controller whose Ingresses are looked for; those of the other one say so
 */
export function originsOf(dump: Dump, wanted: ControllerKind): ReadonlyMap<DumpIngress, Origin> {
  const ownClasses = new Set(dump.ingresses.filter(isLabelled).map(namespacedClass));
  const evidence = classEvidence(dump.ingresses);
  return new Map(
    dump.ingresses.map((ingress): readonly [DumpIngress, Origin] => {
      // The first prototypes did not label the anchor: it has no rules, and the class of the tenants' Ingresses.
      const isAnchor = ingress.rules.length === 0 && ownClasses.has(namespacedClass(ingress));
      if (isLabelled(ingress) || isAnchor) return [ingress, { kind: "tenantry" }];
      return [ingress, originOf(ingress, { dump, evidence, wanted })];
    }),
  );
}

/** What an Ingress is looked at with. */
interface Surroundings {
  readonly dump: Dump;
  /** By class. */
  readonly evidence: ReadonlyMap<string, ClassEvidence>;
  readonly wanted: ControllerKind;
}

function originOf(ingress: DumpIngress, surroundings: Surroundings): Origin {
  const { evidence, wanted } = surroundings;
  const finalized = finalizerEvidence(ingress.finalizers);
  const known = controllerOf(ingress, surroundings, finalized);
  if (known.kind === "other") return known;
  if (ingress.deletedAt !== undefined) {
    return other(
      "being-deleted",
      `It is being deleted since ${quote(ingress.deletedAt)}: the controller counts it among the group's members no more, and its rules are gone.`,
    );
  }
  const { params } = known;
  if (typeof params === "object" && params.group !== undefined) return inGroup(params.group, params);
  // EKS Auto Mode takes no notice of the annotation.
  const said = DIALECTS[wanted].takesOver ? albAnnotation(ingress.annotations, "group.name") : undefined;
  const left = finalized?.groups ?? [];
  const ofClass = params === "unknown" && left.length === 0 ? evidence.get(ingress.className ?? "")?.group : undefined;
  // Parameters that are not in the dump beat the annotation: the finalizer tells where the rules are.
  const group = said === undefined || (isGroupName(said) && !left.includes(said)) ? (left[0] ?? ofClass ?? said) : said;
  if (group === undefined) return { kind: "alb", group: ingress.id, named: false, params };
  return inGroup(group, params);
}

function inGroup(group: string, params: ClassParams | undefined | "unknown"): Origin {
  if (isGroupName(group)) return { kind: "alb", group, named: true, params };
  return other(
    "invalid-group",
    `Its group.name ${quote(group)} is not valid: the controller takes no notice of this Ingress.`,
  );
}

function other(code: Reason["code"], message: string): Extract<Origin, { kind: "other" }> {
  return { kind: "other", reason: { code, message } };
}

type Controlled = { readonly kind: "alb"; readonly params: ClassParams | undefined | "unknown" };

/** Whether the wanted controller answers an Ingress, and with which parameters. */
function controllerOf(
  ingress: DumpIngress,
  { dump, evidence, wanted }: Surroundings,
  finalized: FinalizerEvidence | undefined,
): Controlled | Extract<Origin, { kind: "other" }> {
  const { classAnnotation } = ingress;
  const proven = finalized?.controller === wanted;
  if (finalized !== undefined && !proven) {
    return otherKind(finalized.controller, `its finalizer ${quote(finalizerOf(ingress))}`);
  }
  if (classAnnotation !== undefined) {
    // Parameters belong to a class that is named in spec.ingressClassName.
    if (classAnnotation === ALB_CLASS || proven) return { kind: "alb", params: undefined };
    return otherController(classAnnotation);
  }
  const className = ingress.className ?? defaultClass(dump);
  if (className === undefined) {
    if (proven) return { kind: "alb", params: undefined };
    return other(
      "unknown-class",
      dump.classes === undefined
        ? `It names no class, so which controller answers it cannot be seen. IngressClasses in the input would tell: ${ALL_KINDS}`
        : "It names no class, and no IngressClass is the default one.",
    );
  }
  const found = dump.classes?.get(className);
  if (found !== undefined) return byClass(found, dump, wanted);
  const sibling = evidence.get(className);
  if (sibling !== undefined && sibling.controller !== wanted) {
    const { name } = DIALECTS[sibling.controller];
    return otherKind(
      sibling.controller,
      `its class ${quote(className)}, of which other Ingresses have the finalizer of ${name}`,
    );
  }
  if (dump.classes !== undefined && !proven) {
    return other(
      "unknown-class",
      `There is no IngressClass ${quote(className)} in the input: no controller answers it.`,
    );
  }
  if (proven || sibling !== undefined || className === ALB_CLASS) return { kind: "alb", params: "unknown" };
  return other(
    "unknown-class",
    `Its class is ${quote(className)}, and nothing in the input tells that this is one of ${DIALECTS[wanted].name}: no finalizer of it, no other Ingress of the class that has one. IngressClasses in the input would tell: ${ALL_KINDS}${nginxHint(className)}`,
  );
}

/** The other controller whose Ingresses can be imported. */
function nginxHint(className: string): string {
  return className === "nginx" ? ". Those of ingress-nginx are imported with --from ingress-nginx." : "";
}

function byClass(
  { name, controller, params }: DumpClass,
  dump: Dump,
  wanted: ControllerKind,
): Controlled | Extract<Origin, { kind: "other" }> {
  const kind = Object.values(DIALECTS).find(
    ({ ingressClassController }) => ingressClassController === controller,
  )?.kind;
  if (kind === undefined) {
    return other("other-controller", `Its class is ${quote(name)}: the controller ${quote(controller)} answers it.`);
  }
  if (kind !== wanted) return otherKind(kind, `its class ${quote(name)}`);
  return { kind: "alb", params: params === undefined ? undefined : (dump.params?.get(params) ?? "unknown") };
}

function defaultClass({ classes }: Dump): string | undefined {
  return [...(classes?.values() ?? [])].find(({ isDefault }) => isDefault)?.name;
}

/** Of the one that is not wanted. */
function otherKind(kind: ControllerKind, because: string): Extract<Origin, { kind: "other" }> {
  return kind === "eks-auto-mode"
    ? other(
        "eks-auto-mode",
        `EKS Auto Mode answers it (${because}), not the AWS Load Balancer Controller, and no other controller can take its ALB over. Import it with --from eks-auto-mode: a new load balancer for its hosts, to which DNS is pointed.`,
      )
    : other(
        "other-controller",
        `The AWS Load Balancer Controller answers it (${because}), not EKS Auto Mode. Import it in a run without --from.`,
      );
}

/** Well-known controllers' classes are known by name; of others it is said that they are. */
function otherController(className: string): Extract<Origin, { kind: "other" }> {
  return other(
    "other-controller",
    `Its class is ${quote(className)}: another controller answers it, not the AWS Load Balancer Controller${nginxHint(className) || "."}`,
  );
}

function finalizerOf({ finalizers }: DumpIngress): string {
  return finalizers.find((one) => finalizerEvidence([one]) !== undefined) ?? "";
}

function classEvidence(ingresses: readonly DumpIngress[]): ReadonlyMap<string, ClassEvidence> {
  const evidence = new Map<string, ClassEvidence>();
  for (const { className, classAnnotation, finalizers, annotations, deletedAt } of ingresses) {
    const finalized = finalizerEvidence(finalizers);
    if (finalized === undefined || className === undefined || classAnnotation !== undefined) continue;
    const [group, ...others] = finalized.groups;
    // A member that is changing its group has several, and one that is being deleted may have any.
    const against =
      others.length === 0 && deletedAt === undefined && albAnnotation(annotations, "group.name") !== group;
    const before = evidence.get(className);
    evidence.set(className, {
      controller: finalized.controller,
      group: before?.group ?? (against ? group : undefined),
    });
  }
  return evidence;
}

function isLabelled({ labels }: DumpIngress): boolean {
  return labels.get(MANAGED_BY_LABEL) === MANAGED_BY;
}

function namespacedClass({ className, classAnnotation, namespace }: DumpIngress): string {
  return `${namespace} ${classAnnotation ?? className}`;
}
