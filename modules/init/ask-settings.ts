import type { Finding } from "../findings";
import { Prompt, type Terminal } from "./prompt";
import { type InitSettings, SETTINGS, type Setting, withDefaults } from "./settings";

/** What is wrong with a `platform.json` of these settings: errors. */
export type Check = (settings: InitSettings) => readonly Finding[];

/**
 * Asks for what was not given, a line each. An answer is checked at once, by all that `check` says, and asked again
 * when it is wrong.
 *
 * @returns the settings with the answers; without those for which Enter was pressed
 * @throws UnansweredError
 */
export async function askSettings(given: InitSettings, check: Check, terminal: Terminal): Promise<InitSettings> {
  const prompt = new Prompt(terminal);
  try {
    prompt.say(
      "Enter takes what stands in brackets. What you don't know yet gets an example, marked REPLACE. Ctrl-C writes nothing.",
      "dim",
    );
    let known = given;
    for (const setting of SETTINGS) {
      if (given[setting.key] === undefined) known = await answer(setting, known, check, prompt);
    }
    return known;
  } finally {
    prompt.close();
  }
}

async function answer(setting: Setting, known: InitSettings, check: Check, prompt: Prompt): Promise<InitSettings> {
  const { key, question, source, hasDefault } = setting;
  prompt.say("", "dim");
  prompt.say(source(known), "dim");
  for (;;) {
    const line = await prompt.ask(`${question} [${hasDefault ? withDefaults(known)[key] : "REPLACE"}]`);
    const answered = line === "" ? known : { ...known, [key]: key === "subnets" ? line.split(/[\s,]+/) : line };
    const wrong = problems(setting, answered, known, check);
    if (wrong.length === 0) return answered;
    for (const text of wrong) prompt.say(text, "red");
  }
}

/** What is wrong with an answer, or with the default that is taken instead: a sentence or two each. */
function problems(setting: Setting, answered: InitSettings, known: InitSettings, check: Check): readonly string[] {
  const before = new Set(check(known).map(say));
  const findings = check(answered).filter((finding) => isOf(finding, setting) || !before.has(say(finding)));
  return [...new Set(findings.map(say))];
}

/** Whether a finding is about the value of a setting. */
export function isOf({ path }: Finding, { places }: Setting): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`));
}

function say({ message, help }: Finding): string {
  return `${message} ${help}`;
}
