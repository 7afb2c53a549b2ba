import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { writeBack } from "@/lib/rsvp/commands/write-back";
import { approvedRun, familiesCsv, prepareSending } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

interface Row {
  wamid: string;
  dir: "in" | "out";
  text: string;
  buttons: { title: string }[];
}

let provider: TestProvider;
let wedding: TestWedding;
const PHONE = "919810095000";

beforeAll(async () => {
  provider = await startProvider(29);
  await provider.control("POST", "config", {
    weights: { silent: 1 },
    timings: { sent: [1, 3], delivered: [1, 3], read: [1, 3], reply: [1, 3] },
  });
  wedding = await makeWedding();
  const sending = await prepareSending(wedding, { csv: familiesCsv(1, 95_000) });
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await settle();
  // From here on WhatsApp shows an id alone.
  await provider.control("POST", "faults", { webhooks: { phoneless: 1 } });
}, 60_000);
afterAll(() => provider.close());

const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const chat = async (): Promise<Row[]> =>
  (await provider.control<{ chat: Row[] }>("GET", `phones/${PHONE}`)).chat;
const ours = async () => (await chat()).filter((row) => row.dir === "out");

it("asks back whoever writes without showing a number, where we know whose id it is", async () => {
  const [invitation] = await ours();
  const some = invitation!.buttons.findIndex(({ title }) => /some/i.test(title));
  await provider.control("POST", `phones/${PHONE}/tap`, {
    messageWamid: invitation!.wamid,
    buttonIndex: some,
  });
  await settle();
  const said = await ours();
  expect(said).toHaveLength(2);
  expect(said[1]!.buttons.length).toBeGreaterThan(1);
});

it("lets a person of the family write back to them", async () => {
  await provider.control("POST", `phones/${PHONE}/type`, { text: "What shall we wear for the sangeet?" });
  await settle();
  const { rows } = await admin.query(
    "select id, from_identifier from inbound_messages where wedding_id = $1 and outcome = 'to_read'",
    [wedding.weddingId],
  );
  expect(rows.map((row) => row.from_identifier)).toEqual([`+${PHONE}`]);
  must(await writeBack(wedding.ctx, { messages: rows.map((row) => row.id), text: "Something bright." }));
  await settle();
  expect((await ours()).at(-1)!.text).toBe("Something bright.");
});

it("leaves to the family what could not be asked, where no number is known", async () => {
  await admin.query(
    "update person_identifiers set valid_to = now() where wedding_id = $1 and kind <> 'bsuid'",
    [wedding.weddingId],
  );
  const before = (await ours()).length;
  const [invitation] = await ours();
  const some = invitation!.buttons.findIndex(({ title }) => /some/i.test(title));
  await provider.control("POST", `phones/${PHONE}/tap`, {
    messageWamid: invitation!.wamid,
    buttonIndex: some,
  });
  await settle();
  expect(await ours()).toHaveLength(before);
  const { rows } = await admin.query(
    "select outcome, from_identifier like 'IN.%' as by_id from inbound_messages where wedding_id = $1 order by recorded_at desc limit 1",
    [wedding.weddingId],
  );
  expect(rows).toEqual([{ outcome: "to_read", by_id: true }]);
});
