import type { Condition } from "./decision";
import { at, isEmpty, list, parseJson, Redacted, sameValue, text } from "./values";

/** Conditions on the two values of an attribute; what is known only after apply may be anything. */
export const CONDITIONS: Readonly<
  Record<Exclude<Condition, "lost" | "vanished" | "touched">, (before: unknown, after: unknown) => boolean>
> = {
  changed: () => true,
  emptied: (before, after) => !isEmpty(before) && (isEmpty(after) || after === Redacted.unknown),
  removed: (before, after) => !isEmpty(before) && isEmpty(after),
  added: (before, after) => isEmpty(before) && !isEmpty(after),
  "entry removed": (before, after) => entries(before).some((entry) => !entries(after).includes(entry)),
  "first entry changed": (before, after) => entries(before)[0] !== entries(after)[0],
  "switched off": (before, after) => text(before) === "true" && text(after) !== "true",
  "port closed": portClosed,
};

/** Entries of a list, or of an annotation that holds one as JSON (`listen-ports`), as texts. */
function entries(value: unknown): string[] {
  return list(typeof value === "string" ? parsed(value) : value).map(text);
}

function parsed(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return undefined;
  }
}

/** Whether targets could be reached on a port from some peer, and no such peer may reach them there any more. */
function portClosed(before: unknown, after: unknown): boolean {
  if (after === Redacted.unknown) return true;
  const open = openings(after);
  const formerly = openings(before);
  const stillOpen = formerly.filter((one) => open.some((other) => covers(other, one)));
  const ports = new Set(stillOpen.map(({ port }) => text(port)));
  return formerly.some(({ port }) => !ports.has(text(port)));
}

interface Opening {
  readonly peer: unknown;
  readonly port: unknown;
}

/** An empty list of ports opens none (measured). */
function openings(networking: unknown): Opening[] {
  return list(at(networking, "ingress")).flatMap((rule) =>
    list(at(rule, "from")).flatMap((peer) => list(at(rule, "ports")).map((port) => ({ peer, port }))),
  );
}

function covers({ peer, port }: Opening, other: Opening): boolean {
  const number = at(port, "port");
  return (
    sameValue(peer, other.peer) &&
    (at(port, "protocol") ?? "TCP") === (at(other.port, "protocol") ?? "TCP") &&
    (isEmpty(number) || sameValue(number, at(other.port, "port")))
  );
}
