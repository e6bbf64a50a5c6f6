import { runTenantry } from "./run-tenantry";

/** The commands of `tenantry` that a text calls, each with the options that it gives it. */
export function commandLines(text: string): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  for (const [, command = "", rest = ""] of text.matchAll(/\btenantry(?:\.js)? (?:-- )?([a-z]+)\b([^|\n`]*)/g)) {
    const options = used.get(command) ?? new Set();
    for (const [option] of rest.matchAll(/(?<=\s|\[)--[a-z-]+/g)) options.add(option);
    used.set(command, options);
  }
  return used;
}

/** Expects that the program knows these commands and options. */
export async function expectKnown(used: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  await Promise.all(
    [...used].map(async ([command, options]) => {
      const { stdout } = await runTenantry([command, "--help"]);
      expect(stdout).toContain(`Usage: tenantry ${command} `);
      for (const option of options) expect(stdout).toMatch(new RegExp(`^ +(?:-h, )?${option}\\b`, "m"));
    }),
  );
}
