import { cancelEvent, reinstateEvent } from "@/lib/events/commands/cancel-event";
import { dropIdentifier } from "@/lib/guests/commands/drop-identifier";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { linkIdentifiers } from "@/lib/guests/commands/link-identifiers";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds, movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { takeOff } from "@/lib/guests/commands/take-off";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import type { Result } from "@/lib/kernel/result";
import type { UndoStep } from "@/lib/platform/command";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { as, type Campaign, familiesOf, hear, note, rowsOf, SHARED, told } from "./campaign";
import { type Act, at } from "./campaign-steps";
import { liftFirstStop } from "./stops";

/** The way back that a result names. */
export const wayBack = (done: Result<unknown>): UndoStep | null =>
  (done.ok && (done.value as { undo?: UndoStep | null } | null)?.undo) || null;

const merge: Act = async (campaign, { a, b }) => {
  const people = (await familiesOf(campaign)).flatMap((family) => family.people);
  const [kept, gone] = [at(people, a), at(people, b)];
  if (!kept || !gone || kept.id === gone.id) return null;
  const done = await mergePeople(campaign.wedding.ctx, { keptId: kept.id, goneId: gone.id });
  return wayBack(note(campaign, `${gone.name} is ${kept.name}`, done));
};

const join: Act = async (campaign, { a, b }) => {
  const families = await familiesOf(campaign);
  const [into, gone] = [at(families, a), at(families, b)];
  if (!into || !gone || into.id === gone.id) return null;
  const done = await joinHouseholds(campaign.wedding.ctx, { intoId: into.id, unitIds: [gone.id] });
  return wayBack(note(campaign, `${gone.name} goes into ${into.name}`, done));
};

const split: Act = async (campaign, { a, n }) => {
  const family = at(
    (await familiesOf(campaign)).filter(({ people }) => people.length > 1),
    a,
  );
  if (!family) return null;
  const leaving = at(family.people, n)!;
  const done = await splitHousehold(campaign.wedding.ctx, {
    unitId: family.id,
    personIds: [leaving.id],
    name: `${leaving.name} alone`,
  });
  return wayBack(note(campaign, `${leaving.name} leaves ${family.name}`, done));
};

const moveTo: Act = async (campaign, { a, b }) => {
  const families = await familiesOf(campaign);
  const person = at(
    families.flatMap((family) => family.people),
    a,
  );
  const to = at(families, b);
  if (!person || !to || to.people.some(({ id }) => id === person.id)) return null;
  const done = await movePeople(campaign.wedding.ctx, { personIds: [person.id], unitId: to.id });
  return wayBack(note(campaign, `${person.name} moves to ${to.name}`, done));
};

const share: Act = async (campaign, { n }) => {
  const phone = { kind: "phone" as const, value: SHARED };
  const done = await (n % 3 ? shareIdentifier : unshareIdentifier)(campaign.wedding.ctx, phone);
  return wayBack(note(campaign, n % 3 ? "a number is shared" : "a number is one person's", done));
};

/** WhatsApp says that somebody has another number now. */
const newNumber: Act = async (campaign, { a }) => {
  const people = (await familiesOf(campaign)).flatMap((family) => family.people.filter(({ phone }) => phone));
  const person = at(people, a);
  const to = `+9198110001${String(campaign.log.length % 100).padStart(2, "0")}`;
  if (!person || person.phone === SHARED) return;
  const link = {
    told: [{ kind: "phone" as const, value: to }],
    left: [{ kind: "phone" as const, value: person.phone! }],
    at: new Date().toISOString(),
  };
  const done = await linkIdentifiers(told(campaign), { links: [link] });
  note(campaign, `${person.name} has ${to} instead of ${person.phone}`, done);
  if (campaign.stopped.has(person.phone!)) campaign.stopped.add(to);
};

const drop: Act = async (campaign, { a }) => {
  const people = (await familiesOf(campaign)).flatMap((family) => family.people.filter(({ phone }) => phone));
  const person = at(people, a);
  if (!person) return null;
  const done = await dropIdentifier(campaign.wedding.ctx, {
    personId: person.id,
    kind: "phone",
    value: person.phone!,
  });
  return wayBack(note(campaign, `${person.phone} is not ${person.name}'s`, done));
};

const off: Act = async (campaign, { a, n }) => {
  const family = at(await familiesOf(campaign), a);
  if (!family) return null;
  const one = at(family.people, n)!;
  const whole = n % 3 !== 0;
  const done = await takeOff(
    campaign.wedding.ctx,
    whole ? { unitIds: [family.id], personIds: [] } : { unitIds: [], personIds: [one.id] },
  );
  return wayBack(note(campaign, `${whole ? family.name : one.name} off the list`, done));
};

const invite: Act = async (campaign, { a, n }) => {
  const family = at(await familiesOf(campaign), a);
  if (!family) return null;
  const eventIds = [at(campaign.sending.events, n)!];
  const given = { audience: { units: [family.id] }, eventIds };
  const withdraws = n % 3 !== 0;
  const done = await (withdraws ? withdrawHouseholds : inviteHouseholds)(campaign.wedding.ctx, given);
  const what = `${family.name} ${withdraws ? "not invited to" : "invited to"} function ${n % 2}`;
  return wayBack(note(campaign, what, done as Result<unknown>));
};

const cancel: Act = async (campaign, { a, n }) => {
  const events = await rowsOf<{ id: string; version: number; off: boolean }>(
    campaign,
    "select id, version, cancelled_at is not null as off from events where wedding_id = $1 order by name",
  );
  const event = at(n % 2 ? events.filter((one) => one.off) : events, a);
  if (!event) return null;
  const { id, version } = event;
  const done = await (event.off ? reinstateEvent : cancelEvent)(campaign.wedding.ctx, { id, version });
  return wayBack(note(campaign, `a function ${event.off ? "takes place after all" : "is cancelled"}`, done));
};

const speakFor: Act = async (campaign, { a, b, n }) => {
  const families = await familiesOf(campaign);
  const [family, other] = [at(families, a), at(families, b)];
  if (!family || !other) return null;
  const [row] = await rowsOf<{ version: number }>(
    campaign,
    "select version from guest_units where wedding_id = $1 and id = $2",
    family.id,
  );
  const proxy = n % 3 === 0 || other.id === family.id ? null : other.people[0]!;
  const done = await editHousehold(campaign.wedding.ctx, {
    unitId: family.id,
    version: row!.version,
    changes: { proxyPersonId: proxy?.id ?? null },
  });
  return wayBack(note(campaign, `${proxy?.name ?? "nobody else"} is written to for ${family.name}`, done));
};

const ANSWERS = ["yes", "no", "maybe"] as const;
const enter: Act = async (campaign, { a, b, n }) => {
  const family = at(await familiesOf(campaign), a);
  if (!family) return null;
  const answer = at(ANSWERS, b)!;
  const { events } = campaign.sending;
  const done = await recordAnswer(campaign.wedding.ctx, {
    unitId: family.id,
    eventIds: n % 2 ? events : [events[0]!],
    answer,
    adults: answer === "yes" ? 1 : 0,
  });
  return wayBack(note(campaign, `${family.name} said ${answer} on the phone`, done));
};

const onWeb: Act = async (campaign, { a }) => {
  const family = at(await familiesOf(campaign), a);
  if (!family) return;
  const done = await answerOnWeb(as(campaign, { kind: "guest", unitId: family.id }), { said: "everything" });
  note(campaign, `${family.name} comes, by their page`, done);
};

const WORDS = ["STOP", "START", "STOP", "START", "yes", "no", "1", "3", "maybe", "how far is it?"];
/** A phone writes to us, or taps a button of the last message that has some. */
const write: Act = async (campaign, { a, b, n }) => {
  const people = (await familiesOf(campaign)).flatMap((family) => family.people.filter(({ phone }) => phone));
  const person = at(people, a);
  if (!person) return;
  const phone = person.phone!;
  const taps = n % 4 === 3;
  const said = taps ? { buttonIndex: b % 3 } : { text: at(WORDS, b) };
  try {
    await campaign.provider.control("POST", `phones/${phone}/${taps ? "tap" : "type"}`, said);
  } catch (error) {
    // There may be nothing to tap.
    if (!taps) throw error;
    return;
  }
  campaign.log.push(`${phone} (${person.name}) writes ${JSON.stringify(said)}`);
  await hear(campaign);
  if (said.text === "STOP") campaign.stopped.add(phone);
  if (said.text === "START") await goesOn(campaign, phone);
};

/** START speaks for every number of whoever wrote it, and of those who write from it as well. */
async function goesOn(campaign: Campaign, phone: string): Promise<void> {
  const theirs = await rowsOf<{ value: string }>(
    campaign,
    `with recursive known as (
       select value, person_id from person_identifiers where wedding_id = $1 and kind = 'phone' and value = $2
       union select o.value, o.person_id from known k join person_identifiers o on o.wedding_id = $1 and o.kind = 'phone' and (o.person_id = k.person_id or o.value = k.value)
     ) select value from known`,
    phone,
  );
  for (const { value } of [{ value: phone }, ...theirs]) campaign.stopped.delete(value);
}

const lift: Act = async (campaign, { a }) => {
  const family = at(await familiesOf(campaign), a);
  const lifted = family && (await liftFirstStop(campaign.wedding, family.id));
  if (!lifted) return;
  if (!note(campaign, `${lifted.name} wants our messages again`, lifted.done).ok) return;
  for (const { phone } of family.people) if (phone) await goesOn(campaign, phone);
};

export const PEOPLE_ACTS: Record<string, [often: number, act: Act]> = {
  merge: [6, merge],
  join: [4, join],
  split: [3, split],
  moveTo: [2, moveTo],
  share: [2, share],
  newNumber: [1, newNumber],
  drop: [1, drop],
  off: [3, off],
  invite: [2, invite],
  cancel: [1, cancel],
  speakFor: [1, speakFor],
  enter: [2, enter],
  onWeb: [1, onWeb],
  write: [5, write],
  lift: [1, lift],
};
