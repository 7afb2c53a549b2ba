import { decideDuplicate } from "@/lib/guests/commands/decide-duplicate";
import { decideSuggestion } from "@/lib/guests/commands/decide-suggestion";
import { dropIdentifier } from "@/lib/guests/commands/drop-identifier";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { editPerson } from "@/lib/guests/commands/edit-person";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds, movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { setDiet } from "@/lib/guests/commands/set-diet";
import { setSecondHousehold } from "@/lib/guests/commands/set-second-household";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { takeOff } from "@/lib/guests/commands/take-off";
import { loadCompared } from "@/lib/guests/queries/duplicates";
import { suggestionKey } from "@/lib/guests/rules/likeness";
import { readTenant } from "@/lib/platform/transaction";
import { type Act, at, attempt, familiesOf, type Guest, note, type Walk, type Who, wayBack } from "./walk";

const guestsOf = async (walk: Walk, who: Who): Promise<(Guest & { home: string })[]> =>
  (await familiesOf(walk, who)).flatMap(({ id, people }) => people.map((one) => ({ ...one, home: id })));

const pairOf = async (walk: Walk, who: Who, a: number, b: number) => {
  const guests = await guestsOf(walk, who);
  const [one, other] = [at(guests, a), at(guests, b)];
  return one && other && one.id !== other.id ? ([one, other] as const) : null;
};

const merge: Act = async (walk, { who, a, b }) => {
  const pair = await pairOf(walk, who, a, b);
  if (!pair) return;
  const [kept, gone] = pair;
  const done = await mergePeople(walk.actors[who], { keptId: kept.id, goneId: gone.id });
  return wayBack(note(walk, `${gone.name} is ${kept.name} (${who})`, done));
};

const refuse: Act = async (walk, { who, a, b }) => {
  const pair = await pairOf(walk, who, a, b);
  if (!pair) return;
  const [keptId, goneId] = [pair[0].id, pair[1].id];
  const { scope } = walk.actors[who];
  const people = await readTenant(scope, (tx) => loadCompared(tx, scope, { ids: [keptId, goneId] }));
  const key = suggestionKey(people.get(keptId)!, people.get(goneId)!);
  const done = await decideDuplicate(walk.actors[who], { key, keptId, goneId, decision: "refused" });
  return wayBack(note(walk, `${pair[0].name} and ${pair[1].name} are two (${who})`, done));
};

const suggestion: Act = async (walk, { who, a, b, n }) => {
  const families = await familiesOf(walk, who);
  const [one, other] = [at(families, a), at(families, b)];
  if (!one || !other || one.id === other.id) return;
  const unitIds = [one.id, other.id];
  const decision = n % 3 === 0 ? "refused" : "accepted";
  const done = await decideSuggestion(walk.actors[who], {
    key: unitIds.toSorted().join(" "),
    unitIds,
    decision,
  });
  return wayBack(note(walk, `${one.name} and ${other.name} as one family: ${decision} (${who})`, done));
};

const join: Act = async (walk, { who, a, b }) => {
  const families = await familiesOf(walk, who);
  const [into, gone] = [at(families, a), at(families, b)];
  if (!into || !gone || into.id === gone.id) return;
  const done = await joinHouseholds(walk.actors[who], { intoId: into.id, unitIds: [gone.id] });
  return wayBack(note(walk, `${gone.name} goes into ${into.name} (${who})`, done));
};

const split: Act = async (walk, { who, a, b, n }) => {
  const family = at(
    (await familiesOf(walk, who)).filter(
      ({ people, unnamed }) => people.length + unnamed > 1 && people.length > 0,
    ),
    a,
  );
  if (!family) return;
  const leaving = [at(family.people, b)!, ...(n % 3 === 0 ? [at(family.people, b + 1)!] : [])];
  const personIds = [...new Set(leaving.map(({ id }) => id))];
  const done = await splitHousehold(walk.actors[who], { unitId: family.id, personIds, name: `Apart ${n}` });
  return wayBack(
    note(walk, `${leaving.map(({ name }) => name).join(", ")} leaves ${family.name} (${who})`, done),
  );
};

const move: Act = async (walk, { who, a, b }) => {
  const person = at(await guestsOf(walk, who), a);
  const to = at(await familiesOf(walk, who), b);
  if (!person || !to || to.id === person.home) return;
  const done = await movePeople(walk.actors[who], { personIds: [person.id], unitId: to.id });
  return wayBack(note(walk, `${person.name} moves to ${to.name} (${who})`, done));
};

const second: Act = async (walk, { who, a, b, n }) => {
  const person = at(await guestsOf(walk, who), a);
  const to = at(await familiesOf(walk, who), b);
  if (!person || !to) return;
  const unitId = n % 4 === 0 ? null : to.id;
  const done = await setSecondHousehold(walk.actors[who], { personId: person.id, unitId });
  return wayBack(
    note(walk, `${person.name} is of ${unitId ? to.name : "no other family"} as well (${who})`, done),
  );
};

const numbered = async (walk: Walk, who: Who, a: number) => {
  const guest = at(
    (await guestsOf(walk, who)).filter(({ phones }) => phones.length > 0),
    a,
  );
  return guest && { ...guest, phone: at(guest.phones, a)! };
};

const share: Act = async (walk, { who, a, n }) => {
  const guest = await numbered(walk, who, a);
  if (!guest) return;
  const phone = { kind: "phone" as const, value: guest.phone };
  const done = await (n % 3 ? shareIdentifier : unshareIdentifier)(walk.actors[who], phone);
  return wayBack(note(walk, `${guest.phone} is ${n % 3 ? "shared" : "one person's"} (${who})`, done));
};

const drop: Act = async (walk, { who, a }) => {
  const guest = await numbered(walk, who, a);
  if (!guest) return;
  const done = await dropIdentifier(walk.actors[who], {
    personId: guest.id,
    kind: "phone",
    value: guest.phone,
  });
  return wayBack(note(walk, `${guest.phone} is not ${guest.name}'s (${who})`, done));
};

const editFamily: Act = async (walk, { who, a, b, n }) => {
  const families = await familiesOf(walk, who);
  const family = at(families, a);
  if (!family) return;
  const other = at(
    families.filter(({ id }) => id !== family.id).flatMap(({ people }) => people),
    b,
  );
  const changes = at(
    [
      { unnamedAdults: b % 4 },
      { unnamedChildren: b % 3, unnamedAdults: 1 },
      { name: "The Sharmas" },
      { side: at(["bride", "groom", "both"] as const, b)! },
      { tags: b % 2 ? ["Hotel", "VIP"] : [] },
      { proxyPersonId: other && b % 3 ? other.id : null },
      { unnamedAdults: 0 },
    ],
    n,
  )!;
  const done = await attempt(() =>
    editHousehold(walk.actors[who], { unitId: family.id, version: family.version, changes }),
  );
  return wayBack(note(walk, `${family.name}: ${JSON.stringify(changes)} (${who})`, done));
};

const edit: Act = async (walk, { who, a, b, n }) => {
  const guest = at(await guestsOf(walk, who), a);
  if (!guest) return;
  const changes = at(
    [
      { name: at(["Ramesh Sharma", "Gopal"], b)! },
      { ageBand: at(["child", "adult", "infant"] as const, b)! },
      { contact: 1 as const },
      { diet: b % 2 ? "jain" : null },
    ],
    n,
  )!;
  const done = await editPerson(walk.actors[who], { personId: guest.id, version: guest.version, changes });
  return wayBack(note(walk, `${guest.name}: ${JSON.stringify(changes)} (${who})`, done));
};

const eats: Act = async (walk, { who, a, b }) => {
  const guest = at(await guestsOf(walk, who), a);
  if (!guest) return;
  const diet = b % 3 ? "fasting" : null;
  const done = await setDiet(walk.actors[who], { personId: guest.id, eventId: at(walk.events, b)!, diet });
  return wayBack(note(walk, `${guest.name} eats ${diet} (${who})`, done));
};

const off: Act = async (walk, { who, a, n }) => {
  const family = at(await familiesOf(walk, who), a);
  if (!family) return;
  const one = at(family.people, n);
  const wanted =
    n % 3 && one ? { unitIds: [], personIds: [one.id] } : { unitIds: [family.id], personIds: [] };
  const done = await takeOff(walk.actors[who], wanted);
  return wayBack(note(walk, `${n % 3 && one ? one.name : family.name} off the list (${who})`, done));
};

export const PEOPLE_ACTS: Record<string, [often: number, act: Act]> = {
  merge: [6, merge],
  refuse: [1, refuse],
  suggestion: [2, suggestion],
  join: [4, join],
  split: [4, split],
  move: [4, move],
  second: [2, second],
  share: [3, share],
  drop: [2, drop],
  editFamily: [5, editFamily],
  edit: [3, edit],
  eats: [1, eats],
  off: [4, off],
};
