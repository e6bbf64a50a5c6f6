/** Command lines for the fleet that was written, as they work where they are printed: in the project's root. */
export interface Commands {
  readonly deploy: (...stacks: readonly string[]) => string;
  readonly verify: (loadBalancer: string) => string;
}

/** @param fleet the fleet directory as a person would write it; `.` needs no mention */
export function commandsFor(fleet = "."): Commands {
  const name = /^[\w./-]+$/.test(fleet) ? fleet : `'${fleet.replaceAll("'", "'\\''")}'`;
  const [variable, option] = fleet === "." ? ["", ""] : [`FLEET=${name} `, ` --fleet ${name}`];
  return {
    deploy: (...stacks) => `${variable}npm run deploy -- ${stacks.join(" ")}`,
    verify: (loadBalancer) => `npx tenantry verify${option} --lb ${loadBalancer}`,
  };
}
