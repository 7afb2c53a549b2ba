import { AnswerDocument } from "@/components/rsvp/answer-document";
import { toHtml } from "@/components/website/to-html";
import { route } from "@/lib/platform/http";
import { loadGuestPage, loadGuestPlan } from "@/lib/rsvp/loaders";
import { householdDocument } from "./household-document";

/** A household's own page, where it answers. Middleware leads to the website first, where one is published. */
export const GET = route<{ token: string }>(
  "guest.page",
  (request, { token }) =>
    householdDocument(request, async (query, nonce) => {
      const { page, site, language, sent } = await loadGuestPage(token, query.lang, query.sent);
      const plan = await loadGuestPlan(token, language.code);
      const html = await toHtml(
        <AnswerDocument
          token={token}
          page={page}
          plan={plan}
          site={site}
          language={language}
          sent={sent}
          said={query.said ?? null}
          at={query.at ?? null}
          nonce={nonce}
        />,
      );
      return { html, language: language.code };
    }),
  { keyed: true },
);
