import { newId } from "@/lib/kernel/ids";
import type { DemoClient } from "./client";

interface Text {
  /** Up to the answers by number. */
  body: string;
  /** Says where the household's own page is; only in messages that carry its link. */
  page: string;
  digits: string;
  buttons: [string, string, string];
}

/** The invitation in each language the demo's households can speak; what the simulator has approved already is taken from there. */
const TEXTS: Readonly<Record<string, Text>> = {
  en: {
    body: "Namaste {{1}}, you are lovingly invited by {{2}} to: {{3}}. We have kept {{4}} places for you.",
    page: "You can also answer on your own page {{5}} person by person.",
    digits:
      "Please reply: 1 = Yes, all of us; 2 = Not sure yet; 3 = Sorry, cannot come. Reply STOP to stop these messages.",
    buttons: ["Yes, all of us", "Not sure yet", "Sorry, can't come"],
  },
  hi: {
    body: "नमस्ते {{1}}, {{2}} की ओर से आपको सप्रेम आमंत्रण है: {{3}}। हमने आपके लिए {{4}} स्थान रखे हैं।",
    page: "आप अपने पन्ने {{5}} पर भी जवाब दे सकते हैं।",
    digits:
      "कृपया उत्तर दें: 1 = हाँ, हम सब आएँगे; 2 = अभी पक्का नहीं; 3 = क्षमा करें, नहीं आ पाएँगे। ये संदेश बंद करने के लिए STOP लिखें।",
    buttons: ["हाँ, हम सब आएँगे", "अभी पक्का नहीं", "क्षमा करें, नहीं आएँगे"],
  },
  gu: {
    body: "નમસ્તે {{1}}, {{2}} તરફથી આપને સ્નેહભર્યું આમંત્રણ છે: {{3}}. અમે આપના માટે {{4}} જગ્યા રાખી છે.",
    page: "આપ આપના પાના {{5}} પર પણ જવાબ આપી શકો છો.",
    digits:
      "કૃપા કરીને જવાબ આપશો: 1 = હા, અમે બધા આવીશું; 2 = હજી નક્કી નથી; 3 = માફ કરશો, નહીં આવી શકીએ. આ સંદેશા બંધ કરવા STOP લખો.",
    buttons: ["હા, અમે બધા આવીશું", "હજી નક્કી નથી", "માફ કરશો, નહીં આવીએ"],
  },
};

export const DEMO_LANGUAGES: readonly string[] = Object.keys(TEXTS);

interface Listed {
  id: string;
  senderId: string;
  name: string;
  language: string;
  status: string;
}

const FILLS = ["family", "hosts", "functions", "places", "link"].map((kind) => ({ kind }));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The approved template of each language, handed in where the number has none; with the household's link in it or not. */
export async function templatesFor(
  client: DemoClient,
  languages: readonly string[],
  withLink: boolean,
): Promise<{ language: string; senderId: string; templateId: string }[]> {
  const name = withLink ? "family_invitation_page" : "family_invitation";
  const handedIn = new Set<string>();
  for (let asked = 1; ; asked++) {
    const { templates } = await client.get<{ templates: Listed[] }>("senders");
    // The number's own list has come once its first message is in it; what is missing then is not there.
    const first = templates.find((one) => one.name === "family_invitation" && one.status === "APPROVED");
    const found = languages.map((language) => ({
      language,
      template: templates.find((one) => one.name === name && one.language === language),
    }));
    for (const { language, template } of found) {
      if (!first || template || handedIn.has(language)) continue;
      handedIn.add(language);
      await submit(client, first.senderId, name, language, withLink);
    }
    const ready = found.flatMap(({ language, template }) =>
      template?.status === "APPROVED"
        ? [{ language, senderId: template.senderId, templateId: template.id }]
        : [],
    );
    if (ready.length === languages.length) return ready;
    const refused = found.find(({ template }) => /REFUSED|REJECTED/.test(template?.status ?? ""));
    if (refused) throw new Error(`The invitation in ${refused.language} was refused.`);
    // Not every provider tells of an approval by itself: ask again, as the button on the page of numbers does.
    if (first && handedIn.size > 0 && asked % 10 === 0)
      await client.command("messaging.refresh-sender", { senderId: first.senderId }).catch(() => undefined);
    await pause(100);
  }
}

async function submit(
  client: DemoClient,
  senderId: string,
  name: string,
  language: string,
  withLink: boolean,
): Promise<void> {
  const text = TEXTS[language]!;
  await client.command("messaging.submit-template", {
    id: newId(),
    senderId,
    name,
    language,
    category: "MARKETING",
    body: [text.body, ...(withLink ? [text.page] : []), text.digits].join(" "),
    fills: withLink ? FILLS : FILLS.slice(0, 4),
    footer: null,
    buttons: text.buttons,
    linkButton: null,
    header: null,
  });
}
