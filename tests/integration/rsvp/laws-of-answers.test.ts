import fc from "fast-check";
import { afterAll, beforeAll, it } from "vitest";
import { allSteps, type Step, type Story, storiesOf } from "@/tests/factories/campaign-steps";
import { type Replies, startReplies } from "@/tests/factories/replies";
import { FAMILY_ACTS, REGROUPING } from "@/tests/factories/replies-family";
import { GUEST_ACTS, type ReplyAct } from "@/tests/factories/replies-guests";
import { judgeSent, lookBefore } from "@/tests/support/campaign-laws";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { finish } from "@/tests/support/reply-ends";
import { holds } from "@/tests/support/reply-laws";
import { tell, trust } from "@/tests/support/reply-standing";
import { stoppedNow } from "@/tests/support/reply-stops";

const CASES = Number(process.env.LAW_CASES ?? 2);
const SEED = Number(process.env.LAW_SEED ?? Date.now() % 1_000_000);
const STEPS = Number(process.env.LAW_STEPS ?? 24);
const ACTS: Record<string, [number, ReplyAct]> = { ...GUEST_ACTS, ...FAMILY_ACTS };

/** In half of all stories nobody moves: then every word is known to the end. */
const isCalm = ({ steps }: Story): boolean => (steps[0]?.n ?? 0) % 2 === 0;

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(67, { twilio: true });
});
afterAll(() => provider.close());

async function take(replies: Replies, step: Step): Promise<void> {
  const before = await lookBefore(replies);
  before.stopped = await stoppedNow(replies);
  const act = ACTS[step.act]![1];
  await act(replies, step);
  holds(await judgeSent(replies, before));
}

it(
  `whatever comes back is heard once, by whom it is of and as it was meant (seed ${SEED}, ${CASES} cases)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(storiesOf(ACTS as never, STEPS), async (story) => {
        const replies = await startReplies(provider);
        await trust(replies);
        try {
          for (const step of allSteps(story))
            if (!(isCalm(story) && REGROUPING.has(step.act))) await take(replies, step);
          await finish(replies);
        } catch (error) {
          if (error instanceof Error)
            error.message += `\n${[...replies.log, ...(await tell(replies))].join("\n")}`;
          throw error;
        }
      }),
      { numRuns: CASES, seed: SEED, endOnFailure: true },
    );
  },
  60_000 + CASES * 30_000,
);
