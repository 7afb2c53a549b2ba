import type { Fill } from "./parameters";

export interface ReadyText {
  name: string;
  language: "en" | "hi";
  body: string;
  buttons: readonly string[];
  fills: readonly Fill[];
}

const FILLS: readonly Fill[] = [
  { kind: "family" },
  { kind: "function" },
  { kind: "was" },
  { kind: "now" },
  { kind: "place" },
];

/** Texts that tell a change, ready to be handed in: plain facts, which is what keeps them in the category of notices. */
export const READY_TEXTS: readonly (ReadyText & { confirms: boolean })[] = [
  {
    name: "change_of_plan",
    language: "en",
    confirms: false,
    body: "Dear {{1}}, {{2}} has changed.\n\nIt was: {{3}}\nNow: {{4}}\nPlace: {{5}}\n\nPlease note it in your calendar.",
    buttons: [],
    fills: FILLS,
  },
  {
    name: "change_of_plan_confirm",
    language: "en",
    confirms: true,
    body: "Dear {{1}}, {{2}} has changed.\n\nIt was: {{3}}\nNow: {{4}}\nPlace: {{5}}\n\nCan you still come? Please tell us below, or reply 1 = yes, all of us; 2 = not sure yet; 3 = cannot come.",
    buttons: ["We are coming", "Not sure yet", "Cannot come"],
    fills: FILLS,
  },
  {
    name: "change_of_plan",
    language: "hi",
    confirms: false,
    body: "आदरणीय {{1}}, {{2}} में बदलाव हुआ है।\n\nपहले: {{3}}\nअब: {{4}}\nस्थान: {{5}}\n\nकृपया अपने कैलेंडर में लिख लें।",
    buttons: [],
    fills: FILLS,
  },
  {
    name: "change_of_plan_confirm",
    language: "hi",
    confirms: true,
    body: "आदरणीय {{1}}, {{2}} में बदलाव हुआ है।\n\nपहले: {{3}}\nअब: {{4}}\nस्थान: {{5}}\n\nक्या आप अब भी आ पाएँगे? कृपया नीचे बताएँ, या उत्तर में लिखें: 1 = हाँ, हम सब; 2 = अभी पक्का नहीं; 3 = नहीं आ पाएँगे।",
    buttons: ["हम आएँगे", "अभी पक्का नहीं", "नहीं आ पाएँगे"],
    fills: FILLS,
  },
];

/** So many hours after it was told, whoever has not seen it is called: an hour on the last day, a working morning before. */
export const hoursToWait = (startsAt: string | null, now: Date): number =>
  startsAt !== null && new Date(startsAt).getTime() - now.getTime() < 24 * 3_600_000 ? 1 : 6;
