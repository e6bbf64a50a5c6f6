import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

export interface DocumentText {
  /** Relative to the root. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** What people read, without the list of changes. */
export const DOCUMENTS: readonly DocumentText[] = [
  ...["README.md", "CONTRIBUTING.md"],
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => join("docs", name)),
].map((name) => ({ name, path: join(ROOT, name), text: readFileSync(join(ROOT, name), "utf8") }));

export const CHANGELOG: DocumentText = {
  name: "CHANGELOG.md",
  path: join(ROOT, "CHANGELOG.md"),
  text: readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"),
};

/** Commands that are printed one after the other, and what they print where the document shows it. */
export interface Step {
  /** `README.md:16`. */
  readonly place: string;
  /** For sh, as it is pasted into a terminal. */
  readonly script: string;
  /** All that it prints, of a transcript; or the end of it, of a block without a language that follows. */
  readonly prints?: { readonly text: string; readonly isAll: boolean };
}

/** What is read in one go: everything below a heading of the second level. */
export interface Section {
  /** `README.md: Start`; of what stands before the first heading, the document's name. */
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The sections that have commands. A block without a language shows what the block before it prints. */
export function sectionsWithCommands({ name, text }: DocumentText): Section[] {
  const sections: { name: string; steps: Step[] }[] = [{ name, steps: [] }];
  for (const found of text.matchAll(
    /^## (?<heading>[^\n]*)$|^(?<indent> *)```(?<language>\w*)\n(?<block>.*?)^ *```$/gms,
  )) {
    const { heading, indent = "", language, block = "" } = found.groups as Record<string, string | undefined>;
    if (heading !== undefined) sections.push({ name: `${name}: ${heading}`, steps: [] });
    const place = `${name}:${text.slice(0, found.index).split("\n").length}`;
    const code = block.replace(new RegExp(`^${indent}`, "gm"), "");
    const steps = sections.at(-1)!.steps;
    if (language === "sh" || language === "bash") steps.push({ place, script: code });
    else if (language === "console") steps.push(...transcript(place, code));
    else if (language === "") {
      const before = steps.pop();
      if (before === undefined) throw new Error(`${place}: a block without a language, and no commands before it`);
      steps.push({ ...before, prints: { text: code, isAll: false } });
    }
  }
  return sections.filter(({ steps }) => steps.length > 0);
}

/** `$ command` and what it prints, several times. */
function transcript(place: string, code: string): Step[] {
  const [before, ...parts] = code.split(/^\$ /m);
  if (before !== "") throw new Error(`${place}: the transcript does not begin with a command`);
  return parts.map((part) => {
    const [script = "", ...lines] = part.split("\n");
    return { place, script, prints: { text: lines.join("\n"), isAll: true } };
  });
}
