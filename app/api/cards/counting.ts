import { countStep } from "@/lib/cards/commands/count-step";
import type { CardStep, StepOutcome } from "@/lib/cards/types";
import { AppError, statusOf } from "@/lib/kernel/errors";
import { logger } from "@/lib/platform/logger";
import type { OwnedContext } from "@/lib/platform/owned-command";

/**
 * Answers a request for a step, and counts it where it came to nothing; what succeeds is counted with what it makes. A
 * count that cannot be kept takes nothing from the answer.
 */
export async function counting(
  step: CardStep,
  ctx: OwnedContext,
  work: () => Promise<Response>,
): Promise<Response> {
  const note = (outcome: StepOutcome) =>
    countStep(ctx, { step, outcome }).catch((error: unknown) => logger().warn({ err: error }, "cards.count"));
  try {
    const answer = await work();
    if (answer.status >= 400) await note(outcomeOf(answer.status));
    return answer;
  } catch (error) {
    await note(error instanceof AppError ? outcomeOf(statusOf(error.code)) : "failed");
    throw error;
  }
}

const outcomeOf = (status: number): StepOutcome =>
  status === 429 ? "limited" : status >= 500 ? "failed" : "refused";
