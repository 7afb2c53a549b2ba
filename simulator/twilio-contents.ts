import { isFields } from "./http";
import { listOf, seededTemplates } from "./templates";
import type { Fields, Template, TemplateButton } from "./types";

export interface Approval {
  name: string;
  category: string;
  status: string;
  rejectionReason: string;
}

/** What a content is made of; the rest follows from it. */
export interface ContentDraft {
  sid: string;
  friendlyName: string;
  language: string;
  /** Values that stand in where a message gives none. */
  variables: Record<string, string>;
  types: Record<string, Fields>;
  createdAt: number;
  approval: Approval | null;
}

export interface Content extends ContentDraft {
  /** As the ledger and the phones show it. */
  template: Template;
  buttons: ContentButton[];
}

export interface ContentButton extends TemplateButton {
  /** What a tap carries; may hold variables. */
  id: string;
}

/** The types WhatsApp shows, richest first. */
export const KNOWN_TYPES = [
  "whatsapp/card",
  "twilio/card",
  "twilio/quick-reply",
  "twilio/call-to-action",
  "twilio/text",
] as const;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The type of a content that WhatsApp would show. */
export function shownType(types: Record<string, Fields>): { name: string; fields: Fields } {
  const name = KNOWN_TYPES.find((known) => types[known]) ?? Object.keys(types)[0] ?? "";
  return { name, fields: types[name] ?? {} };
}

/** The names of the variables of a text in order of first appearance; Twilio's may hold capitals. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)].map((match) => match[1] as string)),
];

export function makeContent(draft: ContentDraft): Content {
  const { name, fields } = shownType(draft.types);
  const buttons = listOf(fields.actions).map((action) => ({
    // A quick reply of that type needs no type of its own.
    type: textOf(action.type).toUpperCase() || (name === "twilio/quick-reply" ? "QUICK_REPLY" : ""),
    text: textOf(action.title),
    id: textOf(action.id) || textOf(action.title),
    ...(typeof action.url === "string" ? { url: action.url } : {}),
  }));
  const template: Template = {
    id: draft.sid,
    name: draft.approval?.name ?? draft.friendlyName,
    language: draft.language,
    status: draft.approval?.status.toUpperCase() ?? "UNSUBMITTED",
    category: draft.approval?.category ?? "",
    parameterFormat: "POSITIONAL",
    components: [],
    body: textOf(fields.body),
    header: null,
    buttons,
  };
  return { ...draft, template, buttons };
}

/** The journal line that brings a content back. */
export function contentLine({ template: _, buttons: __, ...draft }: Content): object {
  return { k: "c", c: draft };
}

/** The same invitations that Meta's side has; the payloads of their buttons are variables, given with each message. */
export function seededContents(): Content[] {
  return seededTemplates().map(({ name, language, category, body, buttons }, index) => {
    const answers = buttons.map(({ text }, place) => ({ title: text, id: `{{${5 + place}}}` }));
    const samples = [
      "Asha Mehta",
      "Rohan & Priya",
      "Sangeet · Wedding",
      "5 (4 adults, 1 child)",
      "y",
      "m",
      "n",
    ];
    return makeContent({
      sid: `HX${String(index + 1).padStart(32, "0")}`,
      friendlyName: name,
      language,
      variables: Object.fromEntries(samples.map((sample, place) => [String(place + 1), sample])),
      types: { "twilio/quick-reply": { body, actions: answers } },
      createdAt: 0,
      approval: { name, category, status: "approved", rejectionReason: "" },
    });
  });
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

/** A content as the Content API shows it. */
export function showContent(content: Content, withApproval: boolean, accountSid = ""): Fields {
  const { sid, friendlyName, language, variables, types, createdAt } = content;
  const url = `https://content.twilio.com/v1/Content/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    friendly_name: friendlyName,
    language,
    variables,
    types,
    date_created: iso(createdAt),
    date_updated: iso(createdAt),
    ...(withApproval
      ? { approval_requests: showApproval(content) }
      : {
          url,
          links: {
            approval_fetch: `${url}/ApprovalRequests`,
            approval_create: `${url}/ApprovalRequests/whatsapp`,
          },
        }),
  };
}

/** The approval as Twilio shows it; a content that was never submitted has one too, saying so. */
export function showApproval({ approval, types }: Content): Fields {
  return {
    type: "whatsapp",
    name: approval?.name ?? "",
    category: approval?.category ?? "",
    content_type: shownType(types).name,
    status: approval?.status ?? "unsubmitted",
    rejection_reason: approval?.rejectionReason ?? "",
    allow_category_change: true,
    flows: null,
  };
}

/** An object whose values are all texts, or null. */
export function textFields(value: unknown): Record<string, string> | null {
  if (!isFields(value)) return null;
  return Object.values(value).every((one) => typeof one === "string")
    ? (value as Record<string, string>)
    : null;
}
