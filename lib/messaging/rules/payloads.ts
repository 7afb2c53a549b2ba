import { isUuid } from "@/lib/kernel/ids";

export type ButtonAction = "yes" | "some" | "maybe" | "no";
/** The quick replies of an invitation, in their order. */
const ACTIONS: readonly ButtonAction[] = ["yes", "some", "no"];
const SHORT: Record<ButtonAction, string> = { yes: "y", some: "s", maybe: "m", no: "n" };
/** Labels of templates whose middle button says that nobody knows yet, in the languages we write. */
const NOT_SURE =
  /not sure|may ?be|later|let you know|शायद|पक्का नहीं|पता नहीं|बाद में|कदाचित|કદાચ|પછી|ਸ਼ਾਇਦ|ਪਤਾ ਨਹੀਂ|হয়তো|পরে|ஒருவேளை|பிறகு|బహుశా|తర్వాత|ಬಹುಶಃ|ನಂತರ|ഒരുപക്ഷേ|പിന്നീട്|شاید|بعد میں/iu;

/** What a button carries: version, message, action. The frozen row gives the rest, so an old button keeps its meaning. */
const encodePayload = (messageId: string, action: ButtonAction): string => `1:${messageId}:${SHORT[action]}`;

export const invitationPayloads = (messageId: string, labels: readonly string[]): string[] =>
  labels
    .slice(0, ACTIONS.length)
    .map((label) => encodePayload(messageId, actionOfLabel(label, labels) ?? "some"));

/** What a label means: by its place among its template's quick replies, and by its words where it is the middle one. */
export function actionOfLabel(label: string, labels: readonly string[]): ButtonAction | null {
  const place = labels.indexOf(label);
  if (labels.length === 2 && place === 1) return "no";
  const action = ACTIONS[place] ?? null;
  return action === "some" && NOT_SURE.test(label) ? "maybe" : action;
}

/** Reads a payload of any version we ever sent; null for anything else. */
export function decodePayload(payload: string): { messageId: string; action: ButtonAction } | null {
  const [version, messageId, short] = payload.split(":");
  const action = (Object.keys(SHORT) as ButtonAction[]).find((name) => SHORT[name] === short);
  return version === "1" && messageId && isUuid(messageId) && action ? { messageId, action } : null;
}

/** A choice under a question of ours: version, the message that asked, which choice. */
export const encodeChoice = (messageId: string, key: string): string => `2:${messageId}:${key}`;

export function decodeChoice(payload: string): { messageId: string; key: string } | null {
  const [version, messageId, key] = payload.split(":");
  return version === "2" && messageId && isUuid(messageId) && key ? { messageId, key } : null;
}
