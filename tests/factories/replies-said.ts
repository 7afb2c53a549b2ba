import type { Sense } from "./replies";

export interface Saying {
  text: string;
  sense: Sense;
  /** How many come to which function, 0 for nobody. */
  says?: Readonly<Record<string, number>>;
}

const open = (text: string): Saying => ({ text, sense: "open" });
const harmless = (text: string): Saying => ({ text, sense: "harmless" });
const clear = (text: string, says: Readonly<Record<string, number>>): Saying => ({
  text,
  sense: "clear",
  says,
});

/** What names its functions and its number says the same wherever it stands in a chat; what names none depends on it. */
export const SAYINGS: readonly Saying[] = [
  clear("Sangeet 2", { Sangeet: 2 }),
  clear("Sangeet no", { Sangeet: 0 }),
  clear("संगीत 1", { Sangeet: 1 }),
  clear("Wedding me 2 log", { Wedding: 2 }),
  clear("shaadi nahi", { Wedding: 0 }),
  clear("not coming to the Wedding", { Wedding: 0 }),
  clear("Wedding 3", { Wedding: 3 }),
  clear("mehndi 1", { Mehndi: 1 }),
  clear("Mehndi no, Wedding 2", { Mehndi: 0, Wedding: 2 }),
  clear("Mehndi 9", { Mehndi: 9 }),
  clear("Sangeet 40", { Sangeet: 40 }),
  open("yes 4"),
  open("haan 3 log"),
  open("हाँ"),
  open("yes"),
  open("no"),
  open("only sangeet"),
  open("mehndi no, wedding yes"),
  open("1"),
  open("2"),
  open("3"),
  open("5"),
  open("2+1"),
  open("1 3"),
  open("maybe"),
  open("tomorrow"),
  open("some of us"),
  open("that was wrong"),
  open("all of us"),
  open("sangeet maybe"),
  open("அனைவரும் வருகிறோம்"),
  harmless("thank you"),
  harmless("🙏"),
  harmless("how far is it?"),
  harmless("please stop calling my father at night"),
  harmless("we are looking forward, who else comes"),
  { text: "STOP", sense: "stop" },
  { text: "मैसेज बंद करो", sense: "stop" },
  { text: "START", sense: "start" },
  { text: "START", sense: "start" },
];

/** A text as each provider writes it. */
export const asText = (via: "meta" | "twilio", text: string): Record<string, unknown> =>
  via === "meta" ? { type: "text", text: { body: text } } : { MessageType: "text", Body: text };

/** What is no text, and what Meta makes of it. */
export const ODDITIES: readonly [words: string, sense: Sense, raw: Record<string, unknown>][] = [
  ["a heart", "harmless", { type: "reaction", reaction: { emoji: "❤️", message_id: "wamid.x" } }],
  ["a picture", "harmless", { type: "image", image: { id: "1", mime_type: "image/jpeg" } }],
  [
    "a picture with 'thank you' under it",
    "harmless",
    { type: "image", image: { id: "1", mime_type: "image/jpeg", caption: "thank you" } },
  ],
  [
    "a picture with 'yes' under it",
    "open",
    { type: "image", image: { id: "1", mime_type: "image/jpeg", caption: "yes" } },
  ],
  ["a voice note", "harmless", { type: "audio", audio: { id: "1", mime_type: "audio/ogg", voice: true } }],
  ["something nobody supports", "harmless", { type: "unsupported", errors: [{ code: 131051 }] }],
  ["'yes' in a group", "harmless", { type: "text", text: { body: "yes" }, group_id: "120363@g.us" }],
  [
    "a text changed to 'no'",
    "open",
    {
      type: "edit",
      edit: { original_message_id: "wamid.y", message: { type: "text", text: { body: "no" } } },
    },
  ],
  [
    "a text changed to 'thanks'",
    "harmless",
    {
      type: "edit",
      edit: { original_message_id: "wamid.y", message: { type: "text", text: { body: "thanks" } } },
    },
  ],
  [
    "somebody's number",
    "harmless",
    {
      type: "contacts",
      contacts: [{ name: { formatted_name: "Uncle 2" }, phones: [{ phone: "+91 98110 00001" }] }],
    },
  ],
];
