/** What the optimizer looks at in a listener rule. */
export interface OptimizableRule {
  /** Host patterns; empty: any host. */
  readonly hosts: readonly string[];
  /** Path patterns; empty: any path. */
  readonly paths: readonly string[];
  /** The rule has conditions on something else as well. */
  readonly hasOtherConditions: boolean;
  /** Where the rule redirects to, a part that stays as in the request being undefined; undefined for other actions. */
  readonly redirect: RedirectTarget | undefined;
}

export interface RedirectTarget {
  readonly host?: string | undefined;
  readonly path?: string | undefined;
  readonly query?: string | undefined;
  readonly port?: number | string | undefined;
  readonly protocol?: string | undefined;
}

/**
 * Which rules of a listener the controller keeps (pkg/ingress/rule_optimizer.go): none that redirects to where the
 * same rule would answer again, and none behind a redirect that takes all its requests. Both compare texts, not what
 * patterns match.
 *
 * @param rules in the controller's order
 */
export function optimizeRules<R extends OptimizableRule>(
  { port, protocol }: { readonly port: number; readonly protocol: "HTTP" | "HTTPS" },
  rules: readonly R[],
): R[] {
  const kept: R[] = [];
  for (const rule of rules) {
    if (rule.redirect !== undefined && leadsToItself(rule, rule.redirect, port, protocol)) continue;
    if (!kept.some((earlier) => earlier.redirect !== undefined && takesAllOf(earlier, rule))) kept.push(rule);
  }
  return kept;
}

function leadsToItself(
  { hosts, paths }: OptimizableRule,
  { host, path, query, port: toPort, protocol: toProtocol }: RedirectTarget,
  port: number,
  protocol: string,
): boolean {
  const stays = (value: number | string | undefined, placeholder: string, same: readonly string[]) =>
    value === undefined || value === placeholder || same.includes(String(value));
  return (
    stays(host, "#{host}", hosts) &&
    stays(path, "/#{path}", paths) &&
    stays(toPort, "#{port}", [String(port)]) &&
    stays(toProtocol, "#{protocol}", [protocol]) &&
    stays(query, "#{query}", [])
  );
}

function takesAllOf(earlier: OptimizableRule, rule: OptimizableRule): boolean {
  if (earlier.hasOtherConditions) return false;
  const covers = (outer: readonly string[], inner: readonly string[]) =>
    outer.length === 0 || (inner.length > 0 && inner.every((value) => outer.includes(value)));
  return covers(earlier.hosts, rule.hosts) && (earlier.paths.includes("/*") || covers(earlier.paths, rule.paths));
}
