import { type Block, mergeBlocks } from "./merge-blocks";
import { BackendNames } from "./naming";
import { countPaths, type HostList, packPaths } from "./pack-paths";
import type { IngressRule } from "./types";

/** The rules of one Ingress: as few as answer like the blocks, in an order in which they do. */
export function ingressRules(blocks: readonly Block[], hosts: HostList): IngressRule[] {
  const merged = mergeBlocks(blocks, (paths, sourceIps) => countPaths(paths, hosts, sourceIps));
  const packed = merged.flatMap((block) =>
    packPaths(block.paths, hosts, block.sourceIps).map((rule) => ({ rule, block })),
  );
  const names = new BackendNames();
  return packed.map(({ rule: { path, pathType, furtherPaths, hosts, sourceIps }, block: { action, backend } }) => {
    // The rule's own host and path are not part of the conditions annotation: rules that differ in them alone share a
    // backend. Most tenants have one rule, with nothing to share: to write it out took a fifth of a plan's time.
    const content =
      packed.length === 1 ? "" : JSON.stringify([backend, action, hosts.slice(1), furtherPaths, sourceIps]);
    return { backend: names.nameFor(backend, content), path, pathType, furtherPaths, hosts, sourceIps, action };
  });
}
