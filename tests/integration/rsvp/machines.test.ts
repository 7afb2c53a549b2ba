import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { shareIdentifier } from "@/lib/guests/commands/share-identifier";
import { rowsOf, SHARED } from "@/tests/factories/campaign";
import { post, type Replies, sendAll, startReplies, wrote } from "@/tests/factories/replies";
import { asText } from "@/tests/factories/replies-said";
import { must } from "@/tests/factories/wedding";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let replies: Replies;

beforeAll(async () => {
  provider = await startProvider(73, { twilio: true });
});
afterAll(() => provider.close());
beforeEach(async () => {
  replies = await startReplies(provider);
});

/** How many replies a machine gets that says the same to each of them. */
async function machine(phone: string, text: string): Promise<number> {
  const said = async () =>
    (
      await rowsOf<{ n: number }>(
        replies,
        "select count(*)::int as n from messages where wedding_id = $1 and kind = 'reply' and destination = $2",
        phone,
      )
    )[0]!.n;
  for (let before = -1; before !== (await said()) && before < 20; ) {
    before = await said();
    await post(replies, [wrote(phone, { sense: "open", raw: asText("meta", text), words: text })]);
    await sendAll(replies);
  }
  return said();
}

it.each(["1", "yes", "START", "no", "some of us"])("is not answered for ever: %s", async (text) => {
  expect(await machine("+919811000006", text)).toBeLessThanOrEqual(3);
});

it.each(["1", "2", "yes", "START", "some of us"])(
  "nor on a number that two families have: %s",
  async (text) => {
    must(await shareIdentifier(replies.wedding.ctx, { kind: "phone", value: SHARED }));
    expect(await machine(SHARED, text)).toBeLessThanOrEqual(8);
  },
);
