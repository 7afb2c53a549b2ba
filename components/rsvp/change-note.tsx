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
    <section aria-label={words.title} className="news">
      {news.map(({ id, name, cancelled, change }) => (
        <form key={id} method="post" action={`/api/g/${encodeURIComponent(token)}/seen`} className="card">
          <input type="hidden" name="lang" value={language} />
          <h2>{cancelled ? words.cancelled(name) : words.changed(name)}</h2>
          {change ? <p>{words.was(change.was)}</p> : null}
          {cancelled || !change ? null : (
            <p>
              <b>{words.now(change.now)}</b>
            </p>
          )}
          <button type="submit" name="change" value={change?.id} className="second">
            {words.see}
          </button>
        </form>
      ))}
    </section>
  );
}
