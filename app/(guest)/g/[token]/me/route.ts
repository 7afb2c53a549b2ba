import { privateJson, route } from "@/lib/platform/http";
import { loadGuestPage } from "@/lib/rsvp/loaders";

/**
 * What a household's cached page cannot hold: whose it is, and whether they have answered. `public/household.js` asks for
 * it; without a script the page leads to the answers, which say the same.
 */
export const GET = route<{ token: string }>(
  "guest.me",
  async (request, { token }) => {
    const lang = new URL(request.url).searchParams.get("lang") ?? undefined;
    const { page, language } = await loadGuestPage(token, lang);
    const answered = page.functions.some((one) => one.answer !== null);
    const answer = privateJson(request, {
      household: page.household,
      change: answered ? language.words.change : null,
    });
    answer.headers.set("cache-control", "private, no-store");
    return answer;
  },
  { keyed: true },
);
