import { actionKey, coversPattern, patternsOverlap } from "../alb";
import { pathPatterns, type TypedPath } from "../controller";
import type { PlannedAction } from "./types";

/** One kind of answer of a tenant: where it matches, from which sources, and what it answers. */
export interface Block {
  readonly at: TypedPath;
  /** Empty: from any source. */
  readonly sourceIps: readonly string[];
  readonly action: PlannedAction;
  /** The backend's name, if nothing else takes it first. */
  readonly backend: string;
}

/** Blocks with one answer, whose paths may share rules. */
export interface MergedBlock extends Omit<Block, "at"> {
  readonly paths: readonly TypedPath[];
}

/** How many rules it takes to answer paths from sources, for all the hosts of an Ingress. */
export type RuleCount = (paths: readonly TypedPath[], sourceIps: readonly string[]) => number;

/** A block with what is asked of it over and over. */
interface Prepared extends Block {
  readonly patterns: readonly string[];
  /** Equal for the same answer. */
  readonly answer: string;
  readonly everything: boolean;
}

/**
 * Leaves out blocks whose removal changes no answer, and joins those with one answer that then take fewer rules. A
 * block is only moved past others that no request of its own matches, or that answer the same.
 *
 * @param blocks in the order in which they are tried
 */
export function mergeBlocks(blocks: readonly Block[], countRules: RuleCount): MergedBlock[] {
  if (blocks.length < 2) return blocks.map(alone);
  const needed = withoutRedundant(blocks.map(prepare));
  const unjoined = new Set<Prepared>();
  for (;;) {
    const groups = joinAnswers(needed, unjoined);
    const useless = groups.filter((group) => group.length > 1 && !savesRules(group, countRules));
    if (useless.length === 0) return groups.map(mergedBlock);
    // What gains nothing stays where it was, and what was joined past it is thought over.
    for (const block of useless.flat()) unjoined.add(block);
  }
}

function alone({ at, sourceIps, action, backend }: Block): MergedBlock {
  return { paths: [at], sourceIps, action, backend };
}

function prepare(block: Block): Prepared {
  const patterns = pathPatterns(block.at);
  return { ...block, patterns, answer: actionKey(block.action), everything: patterns.some((one) => one === "/*") };
}

/** Without blocks whose requests the ones behind them answer alike. */
function withoutRedundant(blocks: readonly Prepared[]): Prepared[] {
  const needed: Prepared[] = [];
  // From the last to the first: what is behind a block is known to be needed.
  for (const block of [...blocks].reverse()) {
    const instead = needed.findIndex((later) => covers(later, block) || (!same(later, block) && overlap(later, block)));
    const redundant = instead !== -1 && covers(needed[instead]!, block) && same(needed[instead]!, block);
    if (!redundant) needed.unshift(block);
  }
  return needed;
}

/** Groups of blocks with one answer, in the order in which they are tried. */
function joinAnswers(blocks: readonly Prepared[], unjoined: ReadonlySet<Prepared>): Prepared[][] {
  const groups: Prepared[][] = [];
  for (const block of blocks) {
    if (block.everything || unjoined.has(block)) {
      groups.push([block]);
      continue;
    }
    const candidates = groups.filter(([first]) => isMergeable(first!, block) && !unjoined.has(first!));
    const isFree = (group: Prepared[], moved: readonly Prepared[]) =>
      groups
        .slice(groups.indexOf(group) + 1)
        .flat()
        .every((between) => moved.every((one) => same(between, one) || !overlap(between, one)));
    const above = candidates.findLast((group) => isFree(group, [block]));
    if (above !== undefined) {
      above.push(block);
      continue;
    }
    const below = candidates.findLast((group) => isFree(group, group));
    if (below === undefined) groups.push([block]);
    else groups.push([...groups.splice(groups.indexOf(below), 1)[0]!, block]);
  }
  return groups;
}

function isMergeable(a: Prepared, b: Prepared): boolean {
  return !a.everything && same(a, b) && sameSources(a, b);
}

function same(a: Prepared, b: Prepared): boolean {
  return a.answer === b.answer;
}

function sameSources(a: Block, b: Block): boolean {
  return a.sourceIps.length === b.sourceIps.length && a.sourceIps.every((cidr, index) => cidr === b.sourceIps[index]);
}

/** Whether every request that `inner` matches is matched by `outer`. */
function covers(outer: Prepared, inner: Prepared): boolean {
  return (
    (outer.sourceIps.length === 0 || sameSources(outer, inner)) &&
    inner.patterns.every((pattern) => outer.patterns.some((other) => coversPattern(other, pattern)))
  );
}

/** Whether some request may match both; that sources may exclude each other is not looked at. */
function overlap(a: Prepared, b: Prepared): boolean {
  return a.patterns.some((pattern) => b.patterns.some((other) => patternsOverlap(pattern, other)));
}

function savesRules(group: readonly Prepared[], countRules: RuleCount): boolean {
  const [{ sourceIps }] = group as [Prepared];
  const each = group.reduce((sum, { at }) => sum + countRules([at], sourceIps), 0);
  const together = countRules(
    group.map(({ at }) => at),
    sourceIps,
  );
  return together < each;
}

function mergedBlock(group: readonly Prepared[]): MergedBlock {
  const [{ sourceIps, action, backend }] = group as [Prepared];
  return { sourceIps, action, backend, paths: group.map(({ at }) => at) };
}
