import type { Said } from "@/components/cards/card-answer";
import { CardDocument } from "@/components/cards/card-document";
import { toHtml } from "@/components/website/to-html";
import type { OpenedCard } from "@/lib/cards/loaders";
import { cardWords } from "@/lib/cards/rules/card-words";
import { cardPictureHash } from "@/lib/cards/rules/picture";
import { GUEST_LANGUAGES, isGuestLanguage } from "@/lib/kernel/languages";
import { env } from "@/lib/platform/env";
import { pictureOf } from "@/lib/website/rules/pictures";
import { readerLanguage } from "@/lib/website/rules/reader-language";

export const PRIVATE = {
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex, nofollow",
};

/** What everybody may read may lie in a cache for a minute, and be shown once more while it is asked for anew. */
const SHARED = {
  "cache-control": "public, max-age=0, s-maxage=60, stale-while-revalidate=600",
  "x-robots-tag": "noindex, nofollow",
};

/** A card's document. With `own`, even null, it is one device's and kept nowhere. */
export async function cardPage(
  request: Request,
  { face, own }: Pick<OpenedCard, "face"> & { own?: OpenedCard["own"] },
  more: { said?: Said | null; status?: number; headers?: Record<string, string> } = {},
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = query.get("lang") ?? "";
  const language = isGuestLanguage(asked) ? asked : face.language;
  const site = env().APP_URL.replace(/\/$/, "");
  const preview = pictureOf(cardPictureHash(face), {
    look: face.look,
    alt: cardWords(face.language).anInvitation,
    site,
  });
  const html = await toHtml(
    <CardDocument
      face={face}
      language={language}
      token={face.isPrivate ? query.get("k") : null}
      {...(own === undefined ? {} : { own })}
      said={more.said ?? null}
      address={`${site}/i/${face.slug}`}
      preview={preview}
    />,
  );
  const deleted = face.state === "deleted";
  const shared = own === undefined && !more.said && !face.isPrivate && !deleted;
  return new Response(html, {
    status: more.status ?? (deleted ? 410 : 200),
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": language,
      ...(shared ? SHARED : PRIVATE),
      ...more.headers,
    },
  });
}

/** No card, or a private one without its token: the same words for both. */
export function noCard(request: Request): Response {
  const header = request.headers.get("accept-language");
  const language = readerLanguage(Object.keys(GUEST_LANGUAGES), { header });
  const { gone, anInvitation } = cardWords(language);
  const style =
    ":root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;box-sizing:border-box;background:#fbf8f3;color:#221c18;font:1rem/1.7 system-ui,sans-serif;text-align:center}h1{font-size:1.5rem;margin:0 0 .5rem;color:#7a2e1d}p{margin:0;max-width:26rem}@media(prefers-color-scheme:dark){body{background:#14110f;color:#f3ede6}h1{color:#eba48f}}";
  const html = `<!doctype html><html lang="${language}" dir="${GUEST_LANGUAGES[language].dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${anInvitation}</title><style>${style}</style></head><body><main id="main"><h1>${anInvitation}</h1><p>${gone}</p></main></body></html>`;
  return new Response(html, {
    status: 404,
    headers: { "content-type": "text/html; charset=utf-8", "content-language": language, ...PRIVATE },
  });
}
