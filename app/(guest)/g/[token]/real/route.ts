import { realAnswer } from "@/app/(guest)/real-answer";
import { route } from "@/lib/platform/http";
import { loadRealOfLink } from "@/lib/website/loaders/real";

/** For whoever has a household's link. Opening it changes nothing. */
export const GET = route<{ token: string }>(
  "guest.real",
  (request, { token }) =>
    realAnswer(
      request,
      (wish) => loadRealOfLink(token, wish),
      "This link is not valid any more. Please ask the family.",
    ),
  { keyed: true },
);
