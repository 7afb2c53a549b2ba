import fc from "fast-check";
import { expect } from "vitest";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { refreshProjections } from "@/lib/reports/commands/refresh-projections";
import { draftsOf, stageRows } from "@/tests/factories/rows";
import { type Act, addList, as, type Step, startWalk, type Walk, type Who } from "@/tests/factories/walk";
import { ANSWER_ACTS, undo } from "@/tests/factories/walk-answers";
import { anyLists, LIST_ACTS } from "@/tests/factories/walk-lists";
import { PEOPLE_ACTS } from "@/tests/factories/walk-people";
import { must } from "@/tests/factories/wedding";
import {
  type Counts,
  countsOf,
  isSame,
  judgeDerived,
  judgeNumbers,
  judgeStanding,
  sideOf,
  standingLists,
  stateOf,
  stopsOf,
} from "./people-laws";

const ACTS: Record<string, [often: number, act: Act]> = { ...LIST_ACTS, ...PEOPLE_ACTS, ...ANSWER_ACTS };

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...Object.entries(ACTS).flatMap(([name, [often]]) => Array<string>(often).fill(name))),
  who: fc.constantFrom("owner", "owner", "owner", "bride", "groom"),
  a: fc.nat(40),
  b: fc.nat(40),
  n: fc.nat(11),
});
export interface Story {
  lists: string[][][];
  invited: boolean;
  steps: Step[];
}
export const storiesOf = (maxLength: number): fc.Arbitrary<Story> =>
  fc.record({
    lists: anyLists,
    invited: fc.boolean(),
    steps: fc.array(step, { minLength: Math.floor(maxLength / 2), maxLength }),
  });
const OPENING: Step[] = [{ act: "bring", who: "owner", a: 0, b: 1, n: 0 }];
const INVITED: Step[] = [
  { act: "invite", who: "owner", a: 0, b: 1, n: 4 },
  { act: "onWeb", who: "owner", a: 0, b: 0, n: 1 },
  { act: "enter", who: "owner", a: 1, b: 0, n: 1 },
];

/** Acts that change who lives where, and with whom; nobody comes or goes by them. */
const KEEPS_HEADS = new Set(["move", "split", "join"]);
/** Acts by which more people may come, or be counted: everything else only takes away, if anything. */
const SAYS_MORE = new Set([
  "bring",
  "undoList",
  "redoList",
  "type",
  "addContact",
  "invite",
  "places",
  "enter",
  "onWeb",
  "write",
  "takeBack",
  "share",
  "drop",
  "link",
  "decideNumbers",
  "edit",
  "lift",
]);
/** Acts of guests and of the provider, whoever looks on. */
const WORLD = new Set(["onWeb", "write", "lift", "link"]);
const LIFTS = new Set(["write", "lift", "link"]);
const OTHER: Record<Who, Who | null> = { owner: null, bride: "groom", groom: "bride" };

async function take(walk: Walk, step: Step): Promise<void> {
  const { act, who } = step;
  const hidden = OTHER[who];
  const [state, counts, stops] = [await stateOf(walk), await countsOf(walk), await stopsOf(walk)];
  const theirs = hidden ? await sideOf(walk, hidden) : [];
  const way = await ACTS[act]![1](walk, step);
  await judge(walk, act, { counts, stops });
  if (hidden && !WORLD.has(act)) {
    // A family of both sides may turn out to be theirs alone.
    const now = new Set(await sideOf(walk, hidden));
    isSame(
      "the other side:",
      theirs.filter((line) => now.has(line)),
      theirs,
    );
  }
  if (!way) return;
  walk.undos.push(way);
  // A side's own list that somebody of both sides adds again brings what was set aside for that side.
  if ((step.a + step.b) % 3 !== 0 || (act === "takeBack" && way.command === "imports.redo")) return;
  const after = await stateOf(walk);
  walk.undos.pop();
  const done = await undo(walk, who, way);
  await judge(walk, "takeBack", { counts: await countsOf(walk), stops: new Set() });
  if (!done.ok) return;
  isSame(`taken back (${act}),`, await stateOf(walk), state);
  const again = (done.value as { undo?: never } | null)?.undo;
  if (!again || (step.a + step.b) % 2 !== 0) return;
  if ((await undo(walk, who, again)).ok) isSame(`done again (${act}),`, await stateOf(walk), after);
}

async function judge(walk: Walk, act: string, { counts, stops }: { counts: Counts; stops: Set<string> }) {
  isSame("standing:", await judgeStanding(walk), []);
  await judgeDerived(walk);
  const now = await countsOf(walk);
  if (KEEPS_HEADS.has(act)) expect(now.heads, "heads").toBe(counts.heads);
  if (act === "split") isSame("split", [JSON.stringify(now)], [JSON.stringify(counts)]);
  if (!SAYS_MORE.has(act)) {
    expect(now.coming, "coming").toBeLessThanOrEqual(counts.coming);
    expect(now.places, "places").toBeLessThanOrEqual(counts.places);
  }
  const kept = await stopsOf(walk);
  if (!LIFTS.has(act))
    expect(
      [...stops].filter((print) => !kept.has(print)),
      "stops",
    ).toEqual([]);
}

/**
 * All lists that stand are brought once more, the last one first: nobody is new, and what was decided stays. Of a side's own
 * list, a row that was set aside for somebody of the other side may come in once their number is shared.
 */
async function bringAgain(walk: Walk): Promise<void> {
  const before = await stateOf(walk);
  const standing = await standingLists(walk);
  for (const list of walk.brought
    .filter(({ batchId, who }) => standing.has(batchId) && who === "owner")
    .toReversed()) {
    const ctx = walk.actors[list.who];
    const batchId = await stageRows(ctx, draftsOf(list.rows));
    must(await commitImport(ctx, { batchId, grouping: "column", attested: true }));
    await addList(ctx, batchId);
    walk.log.push("a list is brought again");
  }
  isSame("brought again,", await stateOf(walk), before);
}

/** A wedding of its own, what is done in it, and every law after each step. */
export async function walkThrough({ lists, invited, steps }: Story): Promise<void> {
  const walk = await startWalk(lists);
  try {
    for (const one of [...OPENING, ...(invited ? INVITED : []), ...steps]) await take(walk, one);
    await bringAgain(walk);
    must(await refreshProjections(as(walk, { kind: "system", job: "reports.refresh" }), {}));
    expect(await judgeNumbers(walk)).toEqual([]);
  } catch (error) {
    if (error instanceof Error) error.message += `\n${walk.log.join("\n")}`;
    throw error;
  }
}
