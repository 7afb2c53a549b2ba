import { realAnswer } from "@/app/(guest)/real-answer";
import { route } from "@/lib/platform/http";
import { loadRealOfSlug } from "@/lib/website/loaders/real";

/** For anybody with the public address. */
export const GET = route<{ slug: string }>(
  "website.real",
  (request, { slug }) =>
    realAnswer(request, (wish) => loadRealOfSlug(slug.toLowerCase(), wish), "There is no such page."),
  { keyed: true },
);
