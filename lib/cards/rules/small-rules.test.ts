import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CardFace } from "@/lib/cards/types";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { calendarLink, mapLink } from "./card-links";
import { cardWords } from "./card-words";
import { isRobot } from "./crawlers";
import { deviceCookie, deviceOf } from "./device";
import { draftCard } from "./draft";
import { parseBooking } from "./parse-booking";
import { pictureContent } from "./picture";
import { chosenPlace, fullerAddress, sameName } from "./place-match";
import { isSlug, slugFrom } from "./slug";
import { instantAt, wallClock } from "./wall-clock";

const face: CardFace = {
  id: "c",
  slug: "x",
  title: "Dinner",
  hostName: "Meera",
  note: null,
  language: "en",
  look: "genda",
  startsAt: "2026-11-28T15:00:00.000Z",
  zone: "Asia/Kolkata",
  placeName: "Trishna",
  address: "Fort, Mumbai",
  mapUrl: null,
  isPrivate: false,
  photoKey: null,
  photoCredit: null,
  answersUntil: "2026-11-28T15:00:00.000Z",
  state: "open",
};

describe("an address", () => {
  it("is made of any bytes alike, without look-alikes, 62 bits of them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
        const slug = slugFrom(bytes);
        if (slug !== null) expect(isSlug(slug)).toBe(true);
      }),
    );
    const signs = new Set(
      Array.from({ length: 252 }, (_, byte) => slugFrom(new Uint8Array(32).fill(byte))![0]),
    );
    expect(signs.size).toBe(28);
    expect(13 * Math.log2(signs.size)).toBeGreaterThan(60);
    expect([..."01loaeiu"].filter((sign) => signs.has(sign))).toEqual([]);
    expect(slugFrom(new Uint8Array(32).fill(255))).toBeNull();
  });
});

describe("words", () => {
  it.each(Object.keys(GUEST_LANGUAGES) as GuestLanguage[])(
    "are all there in %s, with nothing left to fill in",
    (language) => {
      const words = cardWords(language);
      const all = Object.entries(words).flatMap(([name, word]) =>
        typeof word === "string"
          ? [word]
          : name === "ended"
            ? []
            : [(word as (x: string) => string)("Meera")],
      );
      const ended = (["closed", "over", "deleted"] as const).map((state) => words.ended(state, "Meera"));
      for (const word of [...all, ...ended]) {
        expect(word).toBeTruthy();
        expect(word).not.toMatch(/[{}!]/);
      }
      expect(words.ended("open", "Meera")).toBeNull();
      expect(new Set([words.in, words.maybe, words.out]).size).toBe(3);
    },
  );
  it("say nothing of a private card in its picture", () => {
    const drawn = JSON.stringify(pictureContent({ ...face, isPrivate: true, note: "secret" }));
    expect(drawn).not.toMatch(/Dinner|Meera|Trishna|Mumbai|Nov/);
    expect(JSON.stringify(pictureContent(face))).toMatch(/Dinner.*Trishna/);
  });
});

describe("a place", () => {
  const found = (name: string, address: string) => ({
    placeId: name + address,
    name,
    address,
    latitude: 1,
    longitude: 1,
    mapUrl: null,
    photo: null,
  });
  it("is the same under a longer or shorter name, not under another", () => {
    expect(sameName("trishna", "Trishna Restaurant")).toBe(true);
    expect(sameName("The Bombay Canteen", "Bombay Canteen")).toBe(true);
    expect(sameName("Karim's Hotel", "Karim’s")).toBe(true);
    expect(sameName("Moti Mahal", "Moti Palace")).toBe(false);
    expect(sameName("The Restaurant", "The Hotel")).toBe(false);
  });
  it("is chosen where one is meant, and by nobody's guess where several are", () => {
    const chain = [found("Toit", "Indiranagar, Bengaluru"), found("Toit", "Lower Parel, Mumbai")];
    expect(chosenPlace({ placeName: "Toit", address: null }, chain)).toBe("unsure");
    expect(chosenPlace({ placeName: "Toit", address: "Mumbai" }, chain)).toBe(chain[1]);
    expect(chosenPlace({ placeName: "Trishna", address: null }, chain)).toBeNull();
  });
  it("keeps the host's words of an address, unless more is known of the same", () => {
    expect(fullerAddress("Fort", "7, Sai Baba Marg, Fort, Mumbai")).toBe("7, Sai Baba Marg, Fort, Mumbai");
    expect(fullerAddress("Upstairs, ask for us", "7, Sai Baba Marg, Fort")).toBe("Upstairs, ask for us");
    expect([fullerAddress(null, "x"), fullerAddress("x", null)]).toEqual(["x", "x"]);
  });
  it("leads to a map and a calendar", () => {
    expect(mapLink(face)).toBe("https://www.google.com/maps/search/?api=1&query=Trishna%2C+Fort%2C+Mumbai");
    expect(calendarLink(face)).toContain("dates=20261128T150000Z%2F20261128T170000Z");
  });
});

describe("who reads", () => {
  const from = (agent: string, more = {}) => isRobot(new Headers({ "user-agent": agent, ...more }));
  const phone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
  it.each([
    "WhatsApp/2.24.1 A",
    "facebookexternalhit/1.1",
    "Googlebot/2.1",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0",
    "curl/8.5",
    "",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Mozilla/5.0 HeadlessChrome/147",
    "GoogleImageProxy preview",
    "python-requests/2.31",
    "WhatsApp/2.23.20.0 N",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "meta-externalagent/1.1",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) Chrome/147.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android) Chrome/147.0 Mobile (compatible; GoogleOther)",
    "Mediapartners-Google",
    "Mozilla/5.0 AppleWebKit/605.1.15 (Applebot/0.1)",
    "LinkedInBot/1.0",
    "Pinterestbot/1.0",
    "Discordbot/2.0",
    "Twitterbot/1.0",
    "Mail.RU_Bot/2.1",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "SkypeUriPreview Preview/0.5",
    "node",
    "Mozilla/5.0 (compatible; ChatGPT-User/1.0)",
  ])("%j is nobody", (agent) => expect(from(agent)).toBe(true));
  it("a phone is somebody, unless it only fetches ahead", () => {
    expect(from(phone)).toBe(false);
    expect(from(`${phone} [FBAN/FBIOS]`)).toBe(false);
    for (const ahead of [
      { "sec-purpose": "prefetch;prerender" },
      { "sec-purpose": "prefetch" },
      { purpose: "prefetch" },
      { "x-purpose": "preview" },
      { "x-moz": "prefetch" },
    ])
      expect(from(phone, ahead), JSON.stringify(ahead)).toBe(true);
  });
  it.each([
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/147.0 Mobile Safari/537.36 Telegram-Android/11.4.2",
    `${phone} [LinkedInApp]/9.30`,
    `${phone} [Pinterest/iOS]`,
    `${phone} Twitter for iPhone/10.60`,
    `${phone} Instagram 350.0`,
    "Mozilla/5.0 (Linux; Android 14; CUBOT X50 Build/UP1A) AppleWebKit/537.36 Chrome/147.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/146.0 YaBrowser/26.1 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13) baiduboxapp/13.60",
  ])("%j is a person in an app of their own", (agent) => {
    expect(from(agent)).toBe(false);
  });
  it("is known by a cookie of one card", () => {
    const token = "A".repeat(43);
    expect(deviceCookie("slug", token, true)).toMatch(/Path=\/i\/slug; .*HttpOnly; SameSite=Lax; Secure$/);
    expect(deviceOf(`a=1; card=${token}; b=2`)).toBe(token);
    for (const wrong of [null, "", "card=", "card=short", `card=${token}x`, `xcard=${token}`])
      expect(deviceOf(wrong)).toBeNull();
  });
});

describe("a card's facts", () => {
  const read = parseBooking(
    "Table for 8 at Trishna, Fort tomorrow 8.30 pm https://www.google.com/maps/place/Trishna/@18.9,72.8,17z",
    {
      now: new Date("2026-11-21T06:30:00Z"),
      zone: "Asia/Kolkata",
    },
  );
  it("come from the text where the hand says nothing; the hand wins", () => {
    expect(draftCard({ text: "x" }, read, "Meera")).toMatchObject({
      title: "Table at Trishna",
      hostName: "Meera",
      date: "2026-11-22",
      time: "20:30",
      latitude: 18.9,
      address: "Fort",
    });
    const moved = draftCard({ placeName: "Bukhara", time: "21:00", title: "", note: null }, read, "Meera");
    expect(moved).toMatchObject({ title: "Table at Bukhara", time: "21:00", partySize: 8 });
    expect(moved).not.toHaveProperty("latitude");
    expect(moved).not.toHaveProperty("address");
  });
  it("hold the time of the venue's clock, which may not be there", () => {
    const instant = instantAt("2026-11-28", "20:30", "Asia/Kolkata")!;
    expect([instant.toISOString(), wallClock(instant, "Asia/Kolkata")]).toEqual([
      "2026-11-28T15:00:00.000Z",
      { date: "2026-11-28", time: "20:30" },
    ]);
    expect([
      instantAt("2026-02-30", "10:00", "Asia/Kolkata"),
      instantAt("2027-03-28", "01:30", "Europe/London"),
    ]).toEqual([null, null]);
  });
});
