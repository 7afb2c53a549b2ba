import { answerCard } from "@/lib/cards/commands/answer-card";
import { openCard, overLimit } from "@/lib/cards/loaders";
import { deviceCookie, deviceOf, firstDevice } from "@/lib/cards/rules/device";
import { CARD_ANSWERS } from "@/lib/cards/types";
import { AppError } from "@/lib/kernel/errors";
import { isGuestLanguage } from "@/lib/kernel/languages";
import { networkKey } from "@/lib/platform/client-address";
import { env } from "@/lib/platform/env";
import { readBytes, route } from "@/lib/platform/http";
import { fingerprint, hashToken } from "@/lib/platform/tokens";
import { cardPage, noCard, PRIVATE } from "../card-page";

const MAX_BYTES = 16 * 1024;

/** A guest's answer, from a plain form: kept, and on to the page that shows it to this device. */
export const POST = route<{ slug: string }>(
  "card.answer",
  async (request, { slug }, { correlationId }) => {
    const form = new URLSearchParams((await readBytes(request, MAX_BYTES)).toString("utf8"));
    const token = form.get("k");
    const opened = await openCard(slug, token);
    if (!opened) return noCard(request);
    const over = await overLimit("answer", request.headers, null);
    if (over)
      return cardPage(
        request,
        { face: opened.face, own: null },
        { said: "slow", status: 429, headers: { "retry-after": String(over.waitSeconds) } },
      );
    const lang = form.get("lang") ?? "";
    const on = (said: string, cookie?: string) => {
      const query = new URLSearchParams({
        ...(token ? { k: token } : {}),
        ...(isGuestLanguage(lang) && lang !== opened.face.language ? { lang } : {}),
        said,
      });
      return new Response(null, {
        status: 303,
        headers: {
          location: `/i/${slug}/me?${query}#answer`,
          ...PRIVATE,
          ...(cookie ? { "set-cookie": cookie } : {}),
        },
      });
    };
    const answer = CARD_ANSWERS.find((one) => one === form.get("answer"));
    const name = (form.get("name") ?? "").trim().slice(0, 80);
    if (!/[\p{L}\p{N}]/u.test(name)) return on("needName");
    if (!answer) return on("choose");
    // A form of another site carries no cookie of this card (SameSite), and is told to come here first.
    if (request.headers.get("sec-fetch-site") === "cross-site") return on("choose");
    const device =
      deviceOf(request.headers.get("cookie")) ?? firstDeviceOf(request.headers, opened.face.id, name);
    const done = await answerCard(
      { scope: opened.scope, correlationId },
      {
        cardId: opened.face.id,
        deviceHash: hashToken(device),
        name,
        answer,
        note: (form.get("note") ?? "").slice(0, 200),
      },
    ).catch((error: unknown) => {
      // Erased since it was opened a moment ago.
      if (error instanceof AppError && error.code === "not_found") return null;
      throw error;
    });
    if (!done) return noCard(request);
    if (done.ok) return on("thanks", deviceCookie(slug, device, env().APP_URL.startsWith("https:")));
    // Closed, over and deleted are said by the page itself.
    return on(done.code === "full" ? "full" : "");
  },
  { keyed: true },
);

/** A token nobody can guess, the same for the same first answer sent twice. */
function firstDeviceOf(headers: Headers, cardId: string, name: string): string {
  const [network, agent] = [networkKey(headers), headers.get("user-agent") ?? ""];
  return fingerprint("card-device", firstDevice({ cardId, network, agent, name }, new Date())).toString(
    "base64url",
  );
}
