import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, it } from "vitest";

import { base, ctl, open, sim, summary, untilIdle, withSimulator } from "./test-kit";

withSimulator();

const SID = "AC00000000000000000000000000000001";
const headers = { authorization: `Basic ${Buffer.from(`${SID}:sim-twilio-token`).toString("base64")}` };
const values = { 1: "Asha", 2: "Meera", 3: "Sangeet", 4: "2 (2 adults)", 5: "y", 6: "m", 7: "n" };

async function send(to: string, more: Record<string, string> = {}) {
  const answer = await fetch(`${base}/2010-04-01/Accounts/${SID}/Messages.json`, {
    method: "POST",
    headers,
    body: new URLSearchParams({
      To: `whatsapp:${to}`,
      From: "whatsapp:+911234567891",
      ContentSid: `HX${"1".padStart(32, "0")}`,
      ContentVariables: JSON.stringify(values),
      ...more,
    }),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { sid: string; status: string; code?: number },
  };
}

it("shares its world with Meta's side: one ledger, one phone, one count of duplicates", async () => {
  await ctl("config", { weights: { yes_tap: 1 } });
  await send("+919810000001");
  await untilIdle();
  expect(await summary()).toMatchObject({ accepted: 1, recipients: 1, inbound: 1, duplicates: 0 });
  const phone = await ctl<{ chat: { wamid: string; via?: string }[] }>("phones/919810000001");
  expect(phone.chat.map((one) => one.wamid.slice(0, 2))).toEqual(["SM", "SM"]);
  await send("+919810000001");
  await untilIdle();
  expect(await summary()).toMatchObject({ duplicates: 1 });
});

it("comes back from its journal with its messages, their fates and its contents", async () => {
  const folder = await mkdtemp(join(tmpdir(), "simulator-"));
  await sim.close();
  await open({ dataDir: folder });
  await ctl("config", { weights: { yes_tap: 1 }, approvalMs: 5 });
  const made = await fetch(`${base}/v1/Content`, {
    method: "POST",
    headers,
    body: JSON.stringify({ language: "en", types: { "twilio/text": { body: "Hello" } } }),
  });
  const { sid: content } = (await made.json()) as { sid: string };
  const first = await send("+919810000001");
  await untilIdle();
  await ctl("config", { timings: { sent: [60_000, 60_000] } });
  const second = await send("+919810000002");
  await sim.close();
  await open({ dataDir: folder });
  await untilIdle();
  const ask = async (path: string) =>
    (await (await fetch(`${base}${path}`, { headers })).json()) as { status: string };
  for (const { body } of [first, second])
    expect((await ask(`/2010-04-01/Accounts/${SID}/Messages/${body.sid}.json`)).status).toBe("read");
  expect(await ask(`/v1/Content/${content}`)).toMatchObject({ sid: content, language: "en" });
  expect(await summary()).toMatchObject({ accepted: 2, recipients: 2, duplicates: 0 });
  await rm(folder, { recursive: true });
});

it("takes a form alone, and forgets its messages on reset", async () => {
  const wrong = await fetch(`${base}/2010-04-01/Accounts/${SID}/Messages.json`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: "{}",
  });
  expect([wrong.status, ((await wrong.json()) as { code: number }).code]).toEqual([400, 20001]);
  const { body } = await send("+919810000003");
  await ctl("reset", {});
  const gone = await fetch(`${base}/2010-04-01/Accounts/${SID}/Messages/${body.sid}.json`, { headers });
  expect(gone.status).toBe(404);
});
