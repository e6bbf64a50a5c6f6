import { type Document, type Item, type List, list, subheading } from "../document";
import { quote } from "../findings";
import type { ImportedFleet } from "./import-fleet";
import type { Reason } from "./problem";

interface Section {
  readonly title: string;
  readonly items: readonly Item[];
  /** Steps are numbered: their order matters. */
  readonly layout?: List["layout"];
}

/**
 * What an import did, in the order in which a person needs it: everything but the load balancers' table and check's
 * findings. Parts without items are left out.
 */
export function summarize({
  notImported,
  ownIngresses,
  conflicts,
  changes,
  decisions,
  migrations,
}: ImportedFleet): Document {
  const sections: Section[] = [
    {
      title: "Not imported",
      items: notImported.map(({ ingress, reasons }) => ({ text: ingress, details: reasons.map(reasonText) })),
    },
    {
      title: "Left alone, since this project made them",
      items: ownIngresses.map((text) => ({ text, details: [] })),
    },
    {
      title: "Conflicts: members of one group say different things",
      items: conflicts.map(({ of, setting, said }) => ({
        text: `${of}: ${setting}`,
        details: said.map(
          ({ value, ingresses }, index) =>
            `${value} (${ingresses.join(", ")})${index === 0 ? ": taken into the draft" : ""}`,
        ),
      })),
    },
    {
      title: "Imported, but not as it is today",
      items: grouped(changes.map(({ change, ingress }) => [change, ingress])),
    },
    {
      title: "To decide in platform.json, where each is marked DECIDE",
      items: grouped(decisions.map(({ decision, path }) => [decision, path])),
    },
    ...migrations.map(
      ({ loadBalancer, steps }): Section => ({
        title: `Steps of the change for ${loadBalancer}`,
        items: steps.map(({ what, details }) => ({ text: what, details })),
        layout: "steps",
      }),
    ),
  ];
  return sections
    .filter(({ items }) => items.length > 0)
    .flatMap(({ title, items, layout }) => [subheading(title), ...list(items, layout)]);
}

/** A reason with the host and the path that it is about, unless it names them itself. */
function reasonText({ message, host, path }: Reason): string {
  const place = [
    ...(host === undefined ? [] : [`host ${quote(host)}`]),
    ...(path === undefined ? [] : [`path ${quote(path)}`]),
  ].join(", ");
  return place === "" ? message : `${place[0]!.toUpperCase()}${place.slice(1)}: ${message}`;
}

/** What is said of several things alike is said once. */
function grouped(pairs: readonly (readonly [text: string, of: string])[]): Item[] {
  const items = new Map<string, string[]>();
  for (const [text, of] of pairs) items.set(text, [...(items.get(text) ?? []), of]);
  return [...items].map(([text, of]) => ({ text: of.join(", "), details: [text] }));
}
