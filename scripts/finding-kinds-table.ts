import type { FindingKind } from "../modules/findings";
import { FINDING_KINDS_BY_SUBJECT } from "../modules/fleet";

export const BEGIN = "<!-- Written by `npm run findings` from the rules' own descriptions. -->\n";
export const END = "<!-- End of what `npm run findings` writes. -->\n";

/** A document with the list of all kinds of findings between its two marks. */
export function withFindingKinds(document: string): string {
  const [before, rest = ""] = document.split(BEGIN);
  const [, after = ""] = rest.split(END);
  return `${before}${BEGIN}${tables()}\n${END}${after}`;
}

function tables(): string {
  return Object.entries<readonly FindingKind[]>(FINDING_KINDS_BY_SUBJECT).map(table).join("");
}

function table([subject, kinds]: readonly [string, readonly FindingKind[]]): string {
  const title = subject.charAt(0).toUpperCase() + subject.slice(1);
  const rows = kinds.map(({ code, severity, summary }) => {
    const warning = severity === "warning" ? "_warning:_ " : "";
    return `| \`${code}\` | ${warning}${escaped(summary)} |\n`;
  });
  return `\n**${title}**\n\n| code | what is refused, or warned of |\n| --- | --- |\n${rows.join("")}`;
}

/** Patterns such as `*.com` and `<tenant>.json` stand as they are. */
function escaped(text: string): string {
  return text.replace(/[*<>|_]/g, "\\$&");
}
