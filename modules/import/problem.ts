/** Why an Ingress cannot be imported, as a kind; logic looks at this, people read the message. */
export type ProblemCode =
  /** Not shaped like an Ingress of networking.k8s.io/v1. */
  | "malformed"
  /** It is being deleted: no member of its group any more. */
  | "being-deleted"
  /** Another controller answers it. */
  | "other-controller"
  /** EKS Auto Mode answers it, whose load balancers no other controller can take over. */
  | "eks-auto-mode"
  /** Nothing in the input tells which controller answers it. */
  | "unknown-class"
  /** Its group's name is not valid: the controller takes no notice of it. */
  | "invalid-group"
  /** The controller changes nothing on the whole group's ALB because of it. */
  | "stops-group"
  /** It has a default backend; a group has one, and in the fleet that is the anchor's. */
  | "default-backend"
  /** Of itself it says something that the format cannot. */
  | "unsupported"
  /** Of its ALB somebody says something that the format cannot. */
  | "unsupported-load-balancer"
  /** It would let others in than its group does. */
  | "conflicting-access"
  /** What it forwards to is not in the input. */
  | "missing-backend"
  /** It shares a host with one that cannot be imported, and a host moves as a whole. */
  | "shares-host"
  /** Its host is on another ALB as well, with other answers. */
  | "claimed-elsewhere"
  /** Nothing in it becomes a tenant. */
  | "no-tenant"
  /** `check` refuses the tenant that it would become. */
  | "refused-by-check";

/** One reason, and the place in the Ingress that it is about. */
export interface Reason {
  readonly code: ProblemCode;
  /** A sentence for people. */
  readonly message: string;
  readonly host?: string;
  /** Path of a rule, as it is written. */
  readonly path?: string;
}

/** A reason with its Ingress, `namespace/name`. */
export interface Problem extends Reason {
  readonly ingress: string;
}

/** What a step of the import gives: a value, and what it has found to be in the way. */
export interface Step<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** The Ingresses that cannot be imported. */
export type Refused = ReadonlySet<string>;

export function refusedBy(problems: readonly Problem[]): Refused {
  return new Set(problems.map(({ ingress }) => ingress));
}

/**
 * Takes a step again and again, each time without the Ingresses that it has refused, until it refuses none: whatever
 * one of them says then decides nothing for the others. Ends, since every round refuses at least one more.
 *
 * @param before problems of earlier steps
 * @param take the step; it must not refuse anybody who is refused already
 * @returns the value of the last round, and all problems, those of before first
 */
export function withoutRefused<T>(before: readonly Problem[], take: (refused: Refused) => Step<T>): Step<T> {
  let problems = before;
  for (;;) {
    const refused = refusedBy(problems);
    const { value, problems: found } = take(refused);
    const more = found.filter(({ ingress }) => !refused.has(ingress));
    if (more.length === 0) return { value, problems };
    problems = [...problems, ...more];
  }
}

/** Something that cannot be read, or that the format cannot say. */
export class Unsupported extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
  }
}

/** Ends what is said of Ingresses because of which the controller changes nothing on their ALB any more. */
const STOPS_THE_GROUP = "which stops the controller for the whole group";

/** Something malformed of which the controller makes an error for the whole group. */
export function stopping(what: string): Unsupported {
  return new Unsupported("stops-group", `${what}, ${STOPS_THE_GROUP}.`);
}

/** What `read` gives, or why it gives nothing. */
export function attempt<T>(read: () => T): { readonly value: T | undefined; readonly reasons: readonly Reason[] } {
  try {
    return { value: read(), reasons: [] };
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return { value: undefined, reasons: [{ code: error.code, message: error.message }] };
  }
}

/** The same reasons with their place; what they say of it already is kept. */
export function at(ingress: string, reasons: readonly Reason[], place: Pick<Reason, "host" | "path"> = {}): Problem[] {
  return reasons.map((reason) => ({ ...place, ...reason, ingress }));
}
