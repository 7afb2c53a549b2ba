import Link from "next/link";
import { Garland } from "@/components/rsvp/garland";
import { type PageLanguage, pageLanguages } from "@/lib/rsvp/rules/page-words";

/** The address of a household's page in a language; what is unsaved stays where a script follows the link. */
export const guestHref = (token: string, language: string, step: "" | "/more" = ""): string =>
  `/g/${encodeURIComponent(token)}${step}?lang=${language}`;

export function LanguageSwitch({
  token,
  language,
  step = "",
}: {
  token: string;
  language: PageLanguage;
  step?: "" | "/more";
}) {
  return (
    <nav aria-label={language.words.chooseLanguage} className="flex justify-end gap-1 text-sm">
      {pageLanguages.map(({ code, words }) => (
        <Link
          key={code}
          href={guestHref(token, code, step)}
          prefetch={false}
          lang={code}
          {...(code === language.code ? { "aria-current": "true" as const } : {})}
          className="inline-flex min-h-11 items-center px-2 text-muted no-underline aria-[current]:font-semibold aria-[current]:text-henna-ink"
        >
          {words.name}
        </Link>
      ))}
    </nav>
  );
}

/** Who invites whom, and when. */
export function GuestHead({
  wedding,
  hosts,
  invite,
  household,
  when,
}: {
  wedding: string;
  hosts: string;
  invite: string;
  household: string;
  when: string | null;
}) {
  return (
    <header className="text-center">
      <Garland className="mx-auto w-full max-w-80" />
      <h1 className="mt-1 font-semibold text-henna-ink text-xl [font-family:Georgia,'Noto_Serif','Noto_Serif_Devanagari','Noto_Serif_Gujarati',serif]">
        {wedding}
      </h1>
      {when ? <p className="text-muted">{when}</p> : null}
      <p className="mt-2">
        <span className="font-medium">{hosts}</span> {invite}
      </p>
      <p className="font-semibold text-lg">{household}</p>
    </header>
  );
}

/** What came of the last thing that was sent. */
export function Said({ words, good, to }: { words: string; good: boolean; to?: string }) {
  const look = good ? "border-leaf-ink/40 text-leaf-ink" : "border-amber-ink/40 text-amber-ink";
  return (
    <p role={good ? "status" : "alert"} className={`mt-4 rounded-md border bg-surface p-3 ${look}`}>
      {to ? (
        <a href={to} className="text-inherit underline underline-offset-4">
          {words}
        </a>
      ) : (
        words
      )}
    </p>
  );
}
