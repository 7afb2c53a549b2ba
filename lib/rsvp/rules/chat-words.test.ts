import { describe, expect, it } from "vitest";
import type { ChatReply, Standing } from "@/lib/rsvp/types";
import { CHAT_LANGUAGES } from "./chat-languages";
import { chatText } from "./chat-text";
import { readReply } from "./reading";

const counted = (name: string, adults: number, children: number, waiting = 0): Standing => ({
  name,
  answer: "yes",
  adults,
  children,
  waiting,
});
const uncounted = (name: string, answer: "no" | "maybe" | null): Standing => ({
  name,
  answer,
  adults: 0,
  children: 0,
  waiting: 0,
});
const MIXED: ChatReply = {
  kind: "standing",
  why: "noted",
  household: "Mehta",
  lines: [
    counted("Mehndi", 3, 1),
    counted("Sangeet", 3, 0, 2),
    uncounted("Haldi", "no"),
    uncounted("Wedding", "maybe"),
    uncounted("Reception", null),
  ],
  assumed: { adults: 3, children: 1 },
  askAgainOn: "2026-12-05",
  ask: { kind: "noted", inboundId: "m1" },
};
const SAME: ChatReply = {
  ...MIXED,
  why: "asked",
  lines: Array.from({ length: 8 }, (_, i) => counted(`Function ${i}`, 1, 0)),
  assumed: null,
  askAgainOn: null,
  ask: null,
};
const TAKEN_BACK: ChatReply = { ...SAME, why: "taken_back", lines: [counted("Mehndi", 2, 3)] };
const FUNCTIONS: ChatReply = {
  kind: "ask_functions",
  names: ["Mehndi", "Haldi", "Sangeet", "Wedding", "Reception"],
  page: "https://a.in/g/x",
  ask: { kind: "functions", events: ["a", "b", "c", "d", "e"] },
};
const COUNT: ChatReply = {
  kind: "ask_count",
  names: ["Mehndi", "Haldi", "Sangeet"],
  wrong: true,
  ask: { kind: "count", events: ["a", "b", "c"], most: { adults: 4, children: 0 }, apart: true },
};
const COUNT_APART: ChatReply = {
  kind: "ask_count",
  names: ["Mehndi"],
  wrong: false,
  ask: { kind: "count", events: ["a"], most: { adults: 3, children: 1 }, apart: true },
};
const WHEN: ChatReply = { kind: "ask_when", household: "Mehta", ask: { kind: "when", days: [3, 7, 14] } };
const MENU: ChatReply = { kind: "menu", household: "Mehta" };
const TO_FAMILY: ChatReply = { kind: "to_family", household: "Mehta" };
const TOO_LATE: ChatReply = { kind: "too_late", names: ["Mehndi", "Haldi"] };

/** The body, and below it what can be tapped. */
function shown(reply: ChatReply, language: string): string {
  const { body, choices, listLabel } = chatText(reply, language);
  const taps = choices.map((choice) => `[${choice.title}]`).join(" ");
  return [body, listLabel ? `${listLabel}: ${taps}` : taps].filter(Boolean).join("\n");
}

describe("in English", () => {
  const text = (reply: ChatReply) => shown(reply, "en");
  it("summaries", () => {
    expect(text(MIXED)).toMatchInlineSnapshot(`
      "Thank you, Mehta. We have noted:
      Mehndi: 3 adults and 1 child are coming
      Sangeet: 3 adults are coming (2 of them waiting for a place)
      Haldi: not coming
      Wedding: not sure yet
      Reception: no answer yet
      Where somebody is waiting, all places are taken at the moment.
      We took it as 3 adults and 1 child. If it is otherwise, write adults+children, for example “2+2”.
      The family will ask you again on 5 December.

      To change it, write 2. If it was a mistake, write “undo”.
      1 = yes, all of us, to everything
      2 = some of us, or some functions
      3 = we cannot come
      [Change it] [That was wrong]"
    `);
    expect(text(SAME)).toMatchInlineSnapshot(`
      "Mehta, this is what we have noted:
      All 8 functions: 1 adult is coming

      To change it, write 2.
      1 = yes, all of us, to everything
      2 = some of us, or some functions
      3 = we cannot come"
    `);
    expect(text(TAKEN_BACK)).toMatchInlineSnapshot(`
      "We have taken that back. This stands now:
      Mehndi: 2 adults and 3 children are coming

      To change it, write 2.
      1 = yes, all of us, to everything
      2 = some of us, or some functions
      3 = we cannot come"
    `);
  });
  it("questions", () => {
    expect(text(FUNCTIONS)).toMatchInlineSnapshot(`
      "Which functions will you come to?
      1. Mehndi
      2. Haldi
      3. Sangeet
      4. Wedding
      5. Reception

      Tap one, or write the numbers, for example “1 3 5”.
      For all of them, write 0 or “all”.
      You can also answer on your own page: https://a.in/g/x
      Choose: [All of these] [Mehndi] [Haldi] [Sangeet] [Wedding] [Reception]"
    `);
    expect(text(COUNT)).toMatchInlineSnapshot(`
      "Sorry, we could not note that number. It can be 1-4, or 0 if nobody is coming.
      How many of you will come to Mehndi, Haldi and Sangeet?
      We have kept 4 places for you.

      Tap one, or write a number (1-4).
      If it is not the same for each, write the numbers in this order, for example “3 4 4”.
      Choose: [1 person] [2 people] [3 people] [4 people]"
    `);
    expect(text(COUNT_APART)).toMatchInlineSnapshot(`
      "How many of you will come to Mehndi?
      We have kept places for 3 adults and 1 child.

      Tap one, or write adults+children, for example “3+1”.
      Choose: [3 adults, 1 child] [3 adults] [2 adults, 1 child] [2 adults] [1 adult, 1 child] [1 adult] [1 child]"
    `);
    expect(text(WHEN)).toMatchInlineSnapshot(`
      "Thank you, Mehta. We have noted that you are not sure yet. When shall we ask you again?
      1. In 3 days
      2. In a week
      3. In two weeks

      Tap one, or write the number or a date.
      [In 3 days] [In a week] [In two weeks]"
    `);
  });
  it("the rest", () => {
    expect(text(MENU)).toMatchInlineSnapshot(`
      "Mehta, please write one of these numbers:
      1 = yes, all of us, to everything
      2 = some of us, or some functions
      3 = we cannot come
      Not sure yet? Just write “not sure”."
    `);
    expect(text(TO_FAMILY)).toMatchInlineSnapshot(`
      "Thank you, Mehta. The family will read your message.

      To answer the invitation, write:
      1 = yes, all of us, to everything
      2 = some of us, or some functions
      3 = we cannot come
      Not sure yet? Just write “not sure”."
    `);
    expect(text(TOO_LATE)).toMatchInlineSnapshot(
      `"The time to answer for Mehndi and Haldi is over. The family will read your message."`,
    );
  });
});

describe("in Hindi", () => {
  const text = (reply: ChatReply) => shown(reply, "hi");
  it("summaries", () => {
    expect(text(MIXED)).toMatchInlineSnapshot(`
      "धन्यवाद, Mehta। हमने नोट कर लिया है:
      Mehndi: 3 बड़े और 1 बच्चा आ रहे हैं
      Sangeet: 3 बड़े आ रहे हैं (इनमें से 2 को जगह का इंतज़ार है)
      Haldi: नहीं आ रहे हैं
      Wedding: अभी पक्का नहीं
      Reception: अभी जवाब नहीं मिला
      जहाँ इंतज़ार है, वहाँ अभी जगह भर गई है।
      हमने इसे 3 बड़े और 1 बच्चा माना है। अगर ऐसा नहीं है, तो बड़े+बच्चे लिखिए, जैसे “2+2”।
      परिवार 5 दिसंबर को आपसे फिर पूछेगा।

      बदलने के लिए 2 लिखिए। अगर गलती से चला गया, तो “गलत हो गया” लिखिए।
      1 = हाँ, हम सब, सभी समारोहों में
      2 = हम में से कुछ लोग, या कुछ ही समारोहों में
      3 = हम नहीं आ पाएँगे
      [बदलना है] [गलत हो गया]"
    `);
    expect(text(SAME)).toMatchInlineSnapshot(`
      "Mehta, हमारे पास अभी यह नोट है:
      सभी 8 समारोह: 1 जन आ रहे हैं

      बदलने के लिए 2 लिखिए।
      1 = हाँ, हम सब, सभी समारोहों में
      2 = हम में से कुछ लोग, या कुछ ही समारोहों में
      3 = हम नहीं आ पाएँगे"
    `);
    expect(text(TAKEN_BACK)).toMatchInlineSnapshot(`
      "ठीक है, वह जवाब हटा दिया है। अब यह नोट है:
      Mehndi: 2 बड़े और 3 बच्चे आ रहे हैं

      बदलने के लिए 2 लिखिए।
      1 = हाँ, हम सब, सभी समारोहों में
      2 = हम में से कुछ लोग, या कुछ ही समारोहों में
      3 = हम नहीं आ पाएँगे"
    `);
  });
  it("questions", () => {
    expect(text(FUNCTIONS)).toMatchInlineSnapshot(`
      "आप किन समारोहों में आएँगे?
      1. Mehndi
      2. Haldi
      3. Sangeet
      4. Wedding
      5. Reception

      इनमें से एक चुनिए, या नंबर लिखिए, जैसे “1 3 5”।
      सभी के लिए 0 या “सभी” लिखिए।
      आप अपने पेज पर भी जवाब दे सकते हैं: https://a.in/g/x
      चुनिए: [इन सभी में] [Mehndi] [Haldi] [Sangeet] [Wedding] [Reception]"
    `);
    expect(text(COUNT)).toMatchInlineSnapshot(`
      "माफ़ कीजिए, यह संख्या हम नोट नहीं कर पाए। कृपया कोई संख्या (1-4) लिखिए, या कोई न आ रहा हो तो 0।
      Mehndi, Haldi और Sangeet: आप में से कितने लोग आएँगे?
      हमने आपके लिए 4 जगहें रखी हैं।

      इनमें से एक चुनिए, या नंबर लिखिए (1-4)।
      हर समारोह की गिनती अलग हो, तो इसी क्रम में लिखिए, जैसे “3 4 4”।
      चुनिए: [1 जन] [2 लोग] [3 लोग] [4 लोग]"
    `);
    expect(text(COUNT_APART)).toMatchInlineSnapshot(`
      "Mehndi: आप में से कितने लोग आएँगे?
      हमने आपके लिए जगह रखी है: 3 बड़े और 1 बच्चा।

      इनमें से एक चुनिए, या बड़े+बच्चे लिखिए, जैसे “3+1”।
      चुनिए: [3 बड़े, 1 बच्चा] [3 बड़े] [2 बड़े, 1 बच्चा] [2 बड़े] [1 बड़ा, 1 बच्चा] [1 बड़ा] [1 बच्चा]"
    `);
    expect(text(WHEN)).toMatchInlineSnapshot(`
      "धन्यवाद, Mehta। हमने नोट कर लिया है कि अभी पक्का नहीं है। हम आपसे फिर कब पूछें?
      1. 3 दिन बाद
      2. एक हफ़्ते बाद
      3. दो हफ़्ते बाद

      इनमें से एक चुनिए, या नंबर या तारीख लिखिए।
      [3 दिन बाद] [एक हफ़्ते बाद] [दो हफ़्ते बाद]"
    `);
  });
  it("the rest", () => {
    expect(text(MENU)).toMatchInlineSnapshot(`
      "Mehta, कृपया इनमें से एक नंबर लिखिए:
      1 = हाँ, हम सब, सभी समारोहों में
      2 = हम में से कुछ लोग, या कुछ ही समारोहों में
      3 = हम नहीं आ पाएँगे
      अभी तय नहीं है? तो बस “पक्का नहीं” लिख दीजिए।"
    `);
    expect(text(TO_FAMILY)).toMatchInlineSnapshot(`
      "धन्यवाद, Mehta। परिवार के लोग आपका संदेश पढ़ेंगे।

      निमंत्रण का जवाब देने के लिए लिखिए:
      1 = हाँ, हम सब, सभी समारोहों में
      2 = हम में से कुछ लोग, या कुछ ही समारोहों में
      3 = हम नहीं आ पाएँगे
      अभी तय नहीं है? तो बस “पक्का नहीं” लिख दीजिए।"
    `);
    expect(text(TOO_LATE)).toMatchInlineSnapshot(
      `"इनके लिए जवाब देने का समय निकल चुका है: Mehndi और Haldi। परिवार के लोग आपका संदेश पढ़ेंगे।"`,
    );
  });
});

describe("what a guest is told to type", () => {
  const context = { events: [{ eventId: "a", name: "Sangeet" }], today: "2026-11-21" };
  it.each([...CHAT_LANGUAGES])("is understood in %s", (_language, { typed, buttons }) => {
    expect(readReply(typed.undo, context).kind).toBe("undo");
    expect(readReply(buttons.undo, context).kind).toBe("undo");
    expect(readReply(`“${typed.stop}”`, context).kind).toBe("stop");
    expect(readReply(typed.unsure, context).kind).toBe("later");
    expect(readReply(`“${typed.all}”`, context).kind).toBe("said");
    expect(readReply(buttons.change, context).kind).toBe("some");
    expect(readReply("0+1", context)).toEqual({ kind: "people", adults: 0, children: 1 });
  });
});
