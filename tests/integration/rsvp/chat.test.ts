import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { approvedRun, prepareSending } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const FUNCTIONS = ["Haldi", "Mehndi", "Sangeet", "Garba", "Wedding", "Lunch", "Reception", "Brunch"];
const LANGUAGES = ["English", "Hindi", "Gujarati", "Tamil"] as const;
/** Nobody here writes by itself: every tap is the test's. */
const SILENT = { weights: { silent: 1 } };
const timings = { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 60] };

interface Row {
  wamid: string;
  dir: "in" | "out";
  text: string;
  buttons: { id: string; title: string }[];
}

let provider: TestProvider;
let wedding: TestWedding;

const phoneOf = (at: number) => `9198111${String(10_000 + at)}`;

beforeAll(async () => {
  provider = await startProvider(11);
});
afterAll(() => provider.close());

beforeEach(async () => {
  await provider.control("POST", "reset");
  await provider.control("POST", "config", { timings, throughputPerSecond: 5_000, ...SILENT });
  wedding = await makeWedding();
  const rows = LANGUAGES.flatMap((language, at) => [`G${at},${phoneOf(at)},F${at},3,2,${language}`]);
  const sending = await prepareSending(wedding, {
    csv: `Name,Phone,Family,Adults,Children,Language\n${rows.join("\n")}\n`,
    events: FUNCTIONS,
  });
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await settle();
});

const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));

const chat = async (at: number): Promise<Row[]> =>
  (await provider.control<{ chat: Row[] }>("GET", `phones/${phoneOf(at)}`)).chat;

/** The guest types; resolves to our newest words. */
async function type(at: number, text: string): Promise<Row> {
  await provider.control("POST", `phones/${phoneOf(at)}/type`, { text });
  await settle();
  return (await chat(at)).findLast((row) => row.dir === "out")!;
}

/** The guest taps under the newest message that has choices, or under the one given. */
async function tap(at: number, which: number | RegExp, messageWamid?: string): Promise<Row> {
  const under = (await chat(at)).findLast(
    (row) => row.buttons?.length > 0 && (!messageWamid || row.wamid === messageWamid),
  )!;
  const buttonIndex =
    typeof which === "number" ? which : under.buttons.findIndex((one) => which.test(one.title));
  expect(buttonIndex, `${which} under ${JSON.stringify(under.buttons)}`).toBeGreaterThanOrEqual(0);
  await provider.control("POST", `phones/${phoneOf(at)}/tap`, { messageWamid: under.wamid, buttonIndex });
  await settle();
  return (await chat(at)).findLast((row) => row.dir === "out")!;
}

const standing = async (at: number): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await admin.query(
        `select e.name, c.answer || ' ' || c.adults || '+' || c.children as said from rsvp_current c join events e on e.id = c.event_id
         join guest_units u on u.id = c.unit_id where c.wedding_id = $1 and u.name = $2 order by e.position`,
        [wedding.weddingId, `F${at}`],
      )
    ).rows.map((row) => [row.name, row.said]),
  );
const wrote = async (at: number) => (await chat(at)).filter((row) => row.dir === "in").length;
const all = (said: string) => Object.fromEntries(FUNCTIONS.map((name) => [name, said]));
const only = (chosen: Record<string, string>) => ({ ...all("no 0+0"), ...chosen });

const WORDS = [
  { yes: "yes we will all come", some: "some of us", undo: "that was wrong", said: "2 people mehndi only" },
  {
    yes: "haan ji hum sab aayenge",
    some: "hum mein se kuch",
    undo: "galat ho gaya",
    said: "2 log mehndi only",
  },
  { yes: "હા અમે બધા આવીશું", some: "અમારામાંથી કેટલાક", undo: "ખોટું થયું", said: "મહેંદી માં 2 જણ" },
  { yes: "ஆம் நாங்கள் அனைவரும் வருவோம்", some: "எங்களில் சிலர்", undo: "தவறு", said: "மெஹந்தி 2 பேர் மட்டும்" },
];

describe("a household invited to eight functions, in four languages", () => {
  it("says yes to all of it with one tap or one message", async () => {
    await Promise.all(LANGUAGES.map((_, at) => tap(at, 0)));
    for (const at of LANGUAGES.keys()) {
      expect(await standing(at)).toEqual(all("yes 3+2"));
      expect(await wrote(at)).toBe(1);
    }
    await Promise.all(LANGUAGES.map((_, at) => type(at, "3")));
    expect(await standing(1)).toEqual(all("no 0+0"));
    await Promise.all(WORDS.map(({ yes }, at) => type(at, yes)));
    for (const at of LANGUAGES.keys()) expect(await standing(at), WORDS[at]!.yes).toEqual(all("yes 3+2"));
  });

  it("says some of us to some in three messages, tapped or typed, and takes it back", async () => {
    // Tapped: the wish, the function, the number.
    await Promise.all(LANGUAGES.map((_, at) => tap(at, 1)));
    await Promise.all(LANGUAGES.map((_, at) => tap(at, /Sangeet/)));
    const counted = (await chat(0)).findLast((row) => row.dir === "out")!;
    await Promise.all(
      LANGUAGES.map(async (_, at) => (counted.buttons?.length ? tap(at, 0) : type(at, "2+1"))),
    );
    for (const at of LANGUAGES.keys()) {
      expect(await wrote(at)).toBe(3);
      expect((await standing(at)).Sangeet).toMatch(/^yes/);
      expect({ ...(await standing(at)), Sangeet: "no 0+0" }).toEqual(all("no 0+0"));
    }
    // Typed: the same three steps for several functions.
    await Promise.all(WORDS.map(({ some }, at) => type(at, some)));
    await Promise.all(WORDS.map((_, at) => type(at, "2 3 5")));
    await Promise.all(WORDS.map((_, at) => type(at, "2+1")));
    for (const at of LANGUAGES.keys()) {
      expect(await standing(at), WORDS[at]!.some).toEqual(
        only({ Mehndi: "yes 2+1", Sangeet: "yes 2+1", Wedding: "yes 2+1" }),
      );
      expect(await wrote(at)).toBe(6);
    }
    // Taken back in words: what stood before stands again.
    await Promise.all(WORDS.map(({ undo }, at) => type(at, undo)));
    for (const at of LANGUAGES.keys())
      expect({ ...(await standing(at)), Sangeet: "no 0+0" }, WORDS[at]!.undo).toEqual(all("no 0+0"));
  });

  it("says two people to one function in one message", async () => {
    await Promise.all(WORDS.map(({ said }, at) => type(at, said)));
    for (const at of LANGUAGES.keys()) expect((await standing(at)).Mehndi, WORDS[at]!.said).toBe("yes 2+0");
    expect(await standing(0)).toEqual(only({ Mehndi: "yes 2+0" }));
  });
});

describe("the chat", () => {
  it("lets an old button mean what it meant, and the summary's own button take back its answer alone", async () => {
    const invitation = (await chat(0)).find((row) => row.dir === "out")!;
    const summary = await tap(0, 0);
    expect(summary.text).toContain("All 8 functions: 3 adults and 2 children are coming");
    await type(0, "2");
    await tap(0, 2, invitation.wamid);
    expect(await standing(0)).toEqual(all("no 0+0"));
    await tap(0, /wrong/i, summary.wamid);
    expect(await standing(0)).toEqual(all("no 0+0"));
    await tap(0, /wrong/i);
    expect(await standing(0)).toEqual({});
  });

  it("asks a number of two families which of them writes, and then answers for that one", async () => {
    await admin.query(
      `update guest_units set proxy_person_id = (select p.id from people p join guest_units u on u.id = p.unit_id where u.wedding_id = $1 and u.name = 'F0')
       where wedding_id = $1 and name = 'F1'`,
      [wedding.weddingId],
    );
    const asked = await type(0, "yes");
    expect(asked.buttons.map((one) => one.title).join()).toMatch(/F0.*F1|F1.*F0/);
    expect(await standing(0)).toEqual({});
    const second = asked.buttons.findIndex((one) => one.title.includes("F1"));
    const answer = await type(0, String(second + 1));
    expect(await standing(1)).toEqual(all("yes 3+2"));
    expect(await standing(0)).toEqual({});
    expect(answer.text).toContain("F1");
    // A tap on the family's own invitation needs no question.
    await tap(0, 2, (await chat(0)).find((row) => row.dir === "out")!.wamid);
    expect(await standing(0)).toEqual(all("no 0+0"));
  });

  it("keeps a ceiling: who comes last waits, is told so, and moves up when a place is free", async () => {
    await admin.query("update events set ceiling_persons = 12 where wedding_id = $1 and name = 'Lunch'", [
      wedding.weddingId,
    ]);
    await Promise.all([0, 1, 2].map((at) => tap(at, 0)));
    const places = async () =>
      (
        await admin.query(
          "select u.name, p.persons from event_places p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 order by 1",
          [wedding.weddingId],
        )
      ).rows;
    const given = await places();
    expect(given.map((one) => one.persons)).toEqual([5, 5]);
    const waiting = [0, 1, 2].find((at) => !given.some((one) => one.name === `F${at}`))!;
    const leaver = [0, 1, 2].find((at) => at !== waiting)!;
    await type(leaver, "3");
    expect((await places()).map((one) => one.name)).toContain(`F${waiting}`);
  });
});
