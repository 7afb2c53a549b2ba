import { MoreDocument } from "@/components/rsvp/more-document";
import { toHtml } from "@/components/website/to-html";
import { route } from "@/lib/platform/http";
import { loadGuestMore } from "@/lib/rsvp/loaders";
import { householdDocument } from "../household-document";

/** The second step of a household's page: what they eat, how they travel. */
export const GET = route<{ token: string }>(
  "guest.more-page",
  (request, { token }) =>
    householdDocument(request, async (query, nonce) => {
      const { page, travel, site, language, sent } = await loadGuestMore(token, query.lang, query.sent);
      const { saved = null, food = null, travel: refused = null } = query;
      const html = await toHtml(
        <MoreDocument
          token={token}
          page={page}
          travel={travel}
          site={site}
          language={language}
          sent={sent}
          outcome={{ saved, food, travel: refused }}
          nonce={nonce}
        />,
      );
      return { html, language: language.code };
    }),
  { keyed: true },
);
