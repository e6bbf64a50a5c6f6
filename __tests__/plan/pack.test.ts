import { packHosts, type RuleRoom, roomBeside } from "../../modules/plan/pack";

const names = (letter: string, count: number) => Array.from({ length: count }, (_, index) => letter + index);

test.each([
  ["the catch-all", 1, 1, false, { values: 4, hosts: 4 }],
  ["a Prefix", 2, 1, false, { values: 3, hosts: 3 }],
  ["wildcard hosts with the catch-all", 1, 1, true, { values: 4, hosts: 4 }],
  ["wildcard hosts with a Prefix", 2, 1, true, { values: 3, hosts: 3 }],
  ["wildcard hosts with three wildcards in the path", 1, 3, true, { values: 4, hosts: 2 }],
  ["exact hosts with five wildcards in the path", 1, 5, false, { values: 4, hosts: 4 }],
])("room beside %s", (_, values, wildcards, wildcardHosts, room) => {
  expect(roomBeside(values, wildcards, wildcardHosts)).toEqual(room);
});

test("hosts stay in their order, four to a rule", () => {
  const packed = packHosts(names("h", 9), [], { values: 4, hosts: 4 });
  expect(packed.map(({ hosts }) => hosts.length)).toEqual([4, 4, 1]);
  expect(packed.flatMap(({ hosts }) => hosts)).toEqual(names("h", 9));
});

test("a host that is appended changes the last rules only", () => {
  const room = { values: 4, hosts: 4 };
  const before = packHosts(names("h", 7), ["10.0.0.0/8"], room);
  const after = packHosts(names("h", 8), ["10.0.0.0/8"], room);
  expect(before.map(({ hosts }) => hosts.length)).toEqual([3, 3, 1]);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
});

const ROOMS: RuleRoom[] = [
  { values: 4, hosts: 4 },
  { values: 4, hosts: 3 },
  { values: 4, hosts: 2 },
  { values: 4, hosts: 1 },
  { values: 3, hosts: 3 },
  { values: 3, hosts: 2 },
  { values: 3, hosts: 1 },
];

describe.each(ROOMS)("with room for %j", (room) => {
  test("every host meets every source, within the room", () => {
    for (let hosts = 1; hosts <= 13; hosts++) {
      for (let sources = 1; sources <= 13; sources++) {
        const met = new Set<string>();
        for (const rule of packHosts(names("h", hosts), names("s", sources), room)) {
          expect(rule.hosts.length).toBeLessThanOrEqual(room.hosts);
          expect(rule.hosts.length + rule.sourceIps.length).toBeLessThanOrEqual(room.values);
          for (const host of rule.hosts) for (const source of rule.sourceIps) met.add(host + source);
        }
        expect(met.size).toBe(hosts * sources);
      }
    }
  });

  test("no choice of rules needs fewer, up to five hosts and five sources", () => {
    for (let hosts = 1; hosts <= 5; hosts++) {
      for (let sources = 1; sources <= 5; sources++) {
        const rules = packHosts(names("h", hosts), names("s", sources), room).length;
        expect({ hosts, sources, covers: canCover(hosts, sources, room, rules - 1) }).toEqual({
          hosts,
          sources,
          covers: false,
        });
      }
    }
  });
});

/** Whether some number of rules can cover a table of hosts and sources; tries all of them. */
function canCover(hosts: number, sources: number, room: RuleRoom, rules: number): boolean {
  const cells = hosts * sources;
  const choices = largestRectangles(hosts, sources, room);
  const largest = Math.max(...choices.map(countBits));
  const failed = new Set<number>();
  const search = (covered: number, left: number): boolean => {
    if (countBits(covered) === cells) return true;
    if (left * largest < cells - countBits(covered)) return false;
    const state = covered * 16 + left;
    if (failed.has(state)) return false;
    let open = 0;
    while ((covered >> open) & 1) open++;
    const found = choices.some((choice) => (choice >> open) & 1 && search(covered | choice, left - 1));
    if (!found) failed.add(state);
    return found;
  };
  return search(0, rules);
}

/** As bits of the table's cells. Smaller ones lie inside them and cover no more. */
function largestRectangles(hosts: number, sources: number, room: RuleRoom): number[] {
  const found: number[] = [];
  for (let rows = 1; rows < 1 << hosts; rows++) {
    for (let columns = 1; columns < 1 << sources; columns++) {
      const height = countBits(rows);
      const fits = height <= room.hosts && height + countBits(columns) <= room.values;
      if (!fits) continue;
      let cells = 0;
      for (let row = 0; row < hosts; row++) if ((rows >> row) & 1) cells |= columns << (row * sources);
      found.push(cells);
    }
  }
  return found.filter((one) => !found.some((other) => other !== one && (other & one) === one));
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
