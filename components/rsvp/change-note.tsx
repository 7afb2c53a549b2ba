import { Button } from "@/components/ui/button";
import type { PageWords } from "@/lib/rsvp/rules/page-text";

export type NewsOfFunction = {
  id: string;
  name: string;
  cancelled: boolean;
  change: { id: string; was: string; now: string } | null;
};

/** What changed since this family said that it comes. One tap says that they have seen it; a form of its own, before the answers'. */
export function ChangeNotes({
  token,
  language,
  words,
  functions,
}: {
  token: string;
  language: string;
  words: PageWords["plan"];
  functions: readonly NewsOfFunction[];
}) {
  const news = functions.filter((one) => one.change);
  if (news.length === 0) return null;
  return (
    <section aria-label={words.title} className="mt-4 grid gap-3">
      {news.map(({ id, name, cancelled, change }) => (
        <form
          key={id}
          method="post"
          action={`/api/g/${encodeURIComponent(token)}/seen`}
          className="rounded-md border border-amber bg-amber-soft p-4"
        >
          <input type="hidden" name="lang" value={language} />
          <h2 className="font-semibold text-lg">{cancelled ? words.cancelled(name) : words.changed(name)}</h2>
          {change ? <p className="mt-1">{words.was(change.was)}</p> : null}
          {cancelled || !change ? null : <p className="mt-1 font-semibold">{words.now(change.now)}</p>}
          <Button type="submit" name="change" value={change?.id} className="mt-3">
            {words.see}
          </Button>
        </form>
      ))}
    </section>
  );
}
