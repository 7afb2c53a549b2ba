import { z } from "zod";
import { ProviderRefusal, type SenderAccount } from "@/lib/messaging/ports";
import { env } from "@/lib/platform/env";
import { parseJson } from "../answers";
import { secondsToWait } from "../retry-after";

export const CALL_TIMEOUT_MS = 10_000;

export const errorBody = z.object({ code: z.number().int(), message: z.string().optional() });

/** The address of an account's resources. */
export const accountUrl = ({ businessAccountId }: SenderAccount): string =>
  `${env().TWILIO_API_URL}/2010-04-01/Accounts/${businessAccountId}`;

/** Basic authentication; during a rotation the newest token is used. */
export function headersFor({ businessAccountId }: SenderAccount): Record<string, string> {
  const token = env().TWILIO_AUTH_TOKENS?.split(",")[0]?.trim() ?? "";
  const pair = Buffer.from(`${businessAccountId}:${token}`).toString("base64");
  return { authorization: `Basic ${pair}`, accept: "application/json" };
}

/** A question that is not a message: its answer as JSON, its refusal in the provider's words. */
export async function ask(
  url: string,
  sender: SenderAccount,
  body?: object,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<unknown> {
  const response = await fetch(url, {
    method: body ? "POST" : "GET",
    headers: { ...headersFor(sender), ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = parseJson(await response.text());
  if (response.ok) return answer;
  const refused = errorBody.safeParse(answer);
  throw new ProviderRefusal(
    refused.success ? refused.data.code : response.status,
    refused.success ? (refused.data.message ?? "") : `Twilio answered ${response.status}.`,
    secondsToWait(response),
  );
}
