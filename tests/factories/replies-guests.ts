import { newId } from "@/lib/kernel/ids";
import { encodeChoice, invitationPayloads } from "@/lib/messaging/rules/payloads";
import { heard } from "@/tests/support/reply-laws";
import { rowsOf } from "./campaign";
import { at, type Step } from "./campaign-steps";
import { type Replies, sendAll, type Written, type Wrote, wrote } from "./replies";
import { asText, ODDITIES, SAYINGS } from "./replies-said";

export type ReplyAct = (replies: Replies, step: Step) => Promise<void>;

const STRANGER = "+919811990000";
const HOUR = 3_600_000;

/** Every number of a guest, always in one order, and one that nobody knows. */
async function phonesOf(replies: Replies): Promise<string[]> {
  const rows = await rowsOf<{ value: string }>(
    replies,
    "select distinct d.value from person_identifiers d join people p on p.wedding_id = d.wedding_id and p.id = d.person_id and p.live where d.wedding_id = $1 and d.kind = 'phone' and d.valid_to is null order by 1",
  );
  return [...rows.map(({ value }) => value), STRANGER];
}

const bsuidOf = (replies: Replies, phone: string): string => {
  const known = replies.bsuids.get(phone) ?? `IN.${phone.slice(3)}`;
  replies.bsuids.set(phone, known);
  return known;
};

async function deliver(replies: Replies, one: Wrote, n: number): Promise<void> {
  replies.wrote.push(one);
  const who = one.phone ?? one.bsuid;
  if (n % 6 === 5) {
    replies.held.push(one);
    replies.log.push(`${who} writes ${one.words}; it does not come yet`);
    return;
  }
  replies.log.push(`${who} writes ${one.words} (${one.via})${n % 6 === 4 ? ", which comes twice" : ""}`);
  await heard(replies, n % 6 === 4 ? [one, one] : [one]);
}

/** By a number, by number and id, or by an id alone, which is nobody's where the provider never said whose it is. */
function from(replies: Replies, phone: string, n: number): Pick<Wrote, "phone" | "bsuid"> {
  if (n % 5 === 3) return { phone, bsuid: bsuidOf(replies, phone) };
  const hidden = n % 5 === 4 && (replies.bsuids.has(phone) || n % 4 === 0);
  return hidden ? { phone: null, bsuid: bsuidOf(replies, phone) } : { phone, bsuid: null };
}

const say: ReplyAct = async (replies, { a, b, n }) => {
  const phone = at(await phonesOf(replies), a)!;
  const saying = at(SAYINGS, b)!;
  const via = (a + n) % 4 === 0 ? ("twilio" as const) : ("meta" as const);
  const late = via === "meta" && (a + b + n) % 9 === 0 ? { at: Date.now() - (2 + (a % 166)) * HOUR } : {};
  await deliver(
    replies,
    wrote(phone, {
      ...from(replies, phone, a + b),
      via,
      sense: saying.sense,
      says: saying.says ?? {},
      words: `${JSON.stringify(saying.text)}${late.at ? " long ago" : ""}`,
      raw: asText(via, saying.text),
      ...late,
    }),
    n,
  );
};

const oddity: ReplyAct = async (replies, { a, b, n }) => {
  const phone = at(await phonesOf(replies), a)!;
  const [words, sense, raw] = at(ODDITIES, b)!;
  await deliver(replies, wrote(phone, { words, sense, raw }), n);
};

interface Ours {
  id: string;
  kind: "template" | "reply";
  to: string;
  provider: "meta" | "twilio";
  wamid: string;
  buttons: string[] | null;
  content: {
    buttons?: { id: string; title: string }[];
    rows?: { id: string; title: string }[];
    events?: string[];
  };
}

const oursWithButtons = (replies: Replies) =>
  rowsOf<Ours>(
    replies,
    `select m.id, m.kind, m.destination as to, s.provider, a.provider_id as wamid, t.buttons, m.content from messages m
     join message_attempts a on a.wedding_id = m.wedding_id and a.id = m.last_attempt_id and a.provider_id is not null
     join senders s on s.wedding_id = m.wedding_id and s.id = m.sender_id and s.provider <> 'wa_link'
     left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id left join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
     where m.wedding_id = $1 and (jsonb_array_length(t.buttons) > 0 or m.content ? 'buttons' or m.content ? 'rows') order by m.created_at desc, m.id`,
  );

function tapOf(one: Ours, place: number): Written {
  if (one.kind === "template") {
    const labels = one.buttons!;
    const index = place % labels.length;
    const payload = invitationPayloads(one.id, labels)[index]!;
    const whole = payload.endsWith(":y") || payload.endsWith(":n");
    const raw =
      one.provider === "meta"
        ? { type: "button", button: { text: labels[index], payload }, context: { id: one.wamid } }
        : {
            MessageType: "button",
            Body: labels[index],
            ButtonText: labels[index],
            ButtonPayload: payload,
            OriginalRepliedMessageSid: one.wamid,
          };
    return {
      via: one.provider,
      sense: whole ? "clear" : "open",
      words: `a tap on "${labels[index]}"`,
      tapped: one.id,
      says: { "*": payload.endsWith(":y") ? Number.POSITIVE_INFINITY : 0 },
      raw,
    };
  }
  const choices = one.content.buttons ?? one.content.rows!;
  const { id, title } = choices[place % choices.length]!;
  const raw =
    one.provider === "meta"
      ? {
          type: "interactive",
          interactive: { type: "button_reply", button_reply: { id, title } },
          context: { id: one.wamid },
        }
      : { MessageType: "interactive", Body: title, ButtonText: title, ButtonPayload: id };
  return { via: one.provider, sense: "open", words: `a tap on our "${title}"`, raw };
}

/** The phone that has a message of ours taps under it; now and then one that has it not. */
const tap: ReplyAct = async (replies, { a, b, n }) => {
  const ours = await oursWithButtons(replies);
  const one = at(ours, a);
  if (!one) return;
  const foreign = (a + b + n) % 13 === 0;
  const phone = foreign ? at(await phonesOf(replies), b)! : one.to;
  const said = tapOf(one, b);
  await deliver(replies, wrote(phone, { ...said, ...from(replies, phone, a + n) }), n);
};

/** A choice under nothing of ours, or of a question that never was. */
const strangeTap: ReplyAct = async (replies, { a, n }) => {
  const phone = at(await phonesOf(replies), a)!;
  const payload = n % 2 ? encodeChoice(newId(), "1") : at(["1:x:y", "hello", "2::", `1:${newId()}:y`], a)!;
  const raw = { type: "button", button: { text: "Yes, all of us", payload } };
  await deliver(replies, wrote(phone, { sense: "open", words: `a tap with ${payload}`, raw }), n);
};

/** What was held up comes, in another order, together or one by one. */
const arrive: ReplyAct = async (replies, { a, n }) => {
  const held = replies.held.splice(0, 1 + (n % 4));
  const batch = a % 2 ? held.toReversed() : [...held.slice(a % 3), ...held.slice(0, a % 3)];
  if (batch.length === 0) return;
  replies.log.push(`what was held up comes: ${batch.map(({ words }) => words).join(", ")}`);
  if (n % 2) await heard(replies, batch);
  else for (const one of batch) await heard(replies, [one]);
};
/** The provider says once more what it said before. */
const again: ReplyAct = async (replies, { a, n }) => {
  const before = replies.wrote.filter((one) => one.delivered);
  const batch = before.slice(a % Math.max(1, before.length)).slice(0, 1 + (n % 5));
  if (batch.length === 0) return;
  replies.log.push(`${batch.length} come again`);
  await heard(replies, batch.toReversed());
};

/** Somebody has another number, or another id under the same, as WhatsApp tells it. */
const moves: ReplyAct = async (replies, { a, b, n }) => {
  const phone = at(
    (await phonesOf(replies)).filter((one) => one !== STRANGER),
    a,
  );
  if (!phone) return;
  const next = `+9198110002${String(b % 20).padStart(2, "0")}`;
  const old = replies.bsuids.get(phone) ?? null;
  const fresh = `IN.new${newId().slice(-8)}`;
  const system =
    n % 3
      ? {
          type: "user_changed_number",
          wa_id: next.slice(1),
          body: "changed",
          ...(old ? { user_id: fresh } : {}),
        }
      : {
          type: "user_changed_user_id",
          user_id: fresh,
          previous_user_id: old ?? `IN.${phone.slice(3)}`,
          body: "changed",
        };
  const words = n % 3 ? `has ${next} from now on` : "has another id from now on";
  const one = wrote(phone, { sense: "moves", words, bsuid: old, raw: { type: "system", system } });
  await deliver(replies, one, n);
};

/** A machine answers whatever we say with the same words. */
const MACHINES = [
  "Thank you for contacting Sharma Traders! How can we help you?",
  "1",
  "yes",
  "I am driving",
  "some of us",
  "maybe",
  "9",
  "START",
  "that was wrong",
];
const machine: ReplyAct = async (replies, { a, b }) => {
  const phone = at(await phonesOf(replies), a)!;
  const text = at(MACHINES, b)!;
  const said = () =>
    rowsOf<{ n: number }>(
      replies,
      "select count(*)::int as n from messages where wedding_id = $1 and kind = 'reply' and destination = $2",
      phone,
    ).then(([row]) => row!.n);
  replies.log.push(`${phone} is a machine that says ${JSON.stringify(text)}`);
  const before = await said();
  let last = before;
  for (let round = 0; round < 7; round++) {
    const sense = text === "START" ? "start" : "open";
    const one = wrote(phone, { sense, words: text, raw: asText("meta", text) });
    replies.wrote.push(one);
    await heard(replies, [one]);
    await sendAll(replies);
    const now = await said();
    // A machine says nothing where nobody says anything to it.
    if (now === last) return;
    last = now;
  }
  throw new Error(`${last - before} replies of ours to the machine at ${phone}: it goes on for ever`);
};

export const GUEST_ACTS: Record<string, [often: number, act: ReplyAct]> = {
  say: [34, say],
  oddity: [6, oddity],
  tap: [22, tap],
  strangeTap: [1, strangeTap],
  arrive: [7, arrive],
  again: [4, again],
  moves: [3, moves],
  machine: [2, machine],
};
