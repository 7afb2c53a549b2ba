import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import {
  A,
  base,
  ctl,
  hook,
  invite,
  number,
  open,
  send,
  sim,
  summary,
  text,
  untilIdle,
  withSimulator,
} from "./test-kit";

withSimulator();

interface Expected {
  events: Record<"invited" | "yes" | "no" | "maybe" | "pending" | "adults" | "children", number>[];
}

/** A small app: asks a guest who taps "some" for the functions and the number, as ours does. */
function answerGuests(): void {
  hook.onMessage = (message) => {
    const to = `+${message.from ?? ""}`;
    if (message.button?.text === "Some of us")
      void send(text(to, "Which functions? Write 0 for all of them, or several numbers: 1 3 5"));
    else if (message.text?.body === "0") void send(text(to, "How many of you come?"));
  };
}

describe("scripted guests", () => {
  it("ends a run of 200 phones idle and consistent", async () => {
    answerGuests();
    await Promise.all([...Array(200).keys()].map((i) => send(invite(number(i)))));
    await untilIdle();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const end = await untilIdle();
    expect(end).toMatchObject({ recipients: 200, duplicates: 0, idle: true });
    const { events } = await ctl<Expected>("expected");
    expect(events).toHaveLength(2);
    for (const e of events) {
      expect(e.invited).toBe(200);
      expect(e.yes + e.no + e.maybe + e.pending).toBe(200);
      expect(e.yes).toBeGreaterThan(100);
      expect(e.adults + e.children).toBeLessThan(e.yes * 5);
      expect(e.adults).toBeGreaterThan(e.yes);
    }
    const { phones } = await ctl<{
      phones: { kind: string; intent: { adults: number; children: number } }[];
    }>("phones?limit=500&q=yes_fewer");
    expect(phones.length).toBeGreaterThan(5);
    for (const { intent } of phones) expect(intent.adults + intent.children).toBeLessThan(5);
  });

  it("behaves the same for the same seed, whatever the order", async () => {
    const run = async (order: number[]) => {
      for (const i of order) await send(invite(number(i)));
      await untilIdle();
      const answer = (await ctl<Expected>("expected")).events;
      await ctl("reset", {});
      return answer;
    };
    const up = [...Array(60).keys()];
    expect(await run(up)).toEqual(await run(up.toReversed()));
  });

  it("counts a recipient that was accepted twice", async () => {
    await send(invite(A));
    await send(invite(A));
    expect(await summary()).toMatchObject({ accepted: 2, recipients: 1, duplicates: 1 });
  });
});

describe("journal and pages", () => {
  it("keeps chats and unsent webhooks over a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sim-"));
    await sim.close();
    await open({ dataDir });
    await ctl("faults", { webhooks: { withhold: true } });
    await ctl("config", { weights: { yes_tap: 1 } });
    await Promise.all([...Array(10).keys()].map((i) => send(invite(number(i)))));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await sim.close();
    await open({ dataDir });
    const end = await untilIdle();
    expect(end).toMatchObject({ accepted: 10, inbound: 10 });
    expect(new Set(hook.messages.map((m) => m.id)).size).toBe(10);
    expect(new Set(hook.statuses.map((s) => `${s.id}${s.status}`)).size).toBe(30);
    rmSync(dataDir, { recursive: true });
  });

  it("shows escaped chats whose buttons work without scripts", async () => {
    await ctl(`phones/${A.slice(1)}/script`, { manual: true });
    await send(invite(A, { params: ["<b>Asha</b>", "R", "Sangeet", "2 (2 adults)"] }));
    const page = await (await fetch(`${base}/phone/${A.slice(1)}`)).text();
    expect(page).toContain("&lt;b&gt;Asha&lt;/b&gt;");
    expect(page).not.toContain("<b>Asha");
    const wamid = /name="wamid" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const tapped = await fetch(`${base}/phone/${A.slice(1)}/tap`, {
      method: "POST",
      body: new URLSearchParams({ wamid, index: "0" }),
      redirect: "manual",
    });
    expect(tapped.status).toBe(303);
    expect(await (await fetch(`${base}/`)).text()).toContain("yes: 2 adults, 0 children");
  });
});
