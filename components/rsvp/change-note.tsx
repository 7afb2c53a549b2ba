import { Button } from "@/components/ui/button";

export type NewsOfFunction = {
  id: string;
  name: string;
  cancelled: boolean;
  change: { id: string; was: string; now: string } | null;
};

/** What changed since this family said that it comes. One tap says that they have seen it; a form of its own, before the answers'. */
export function ChangeNotes({ token, functions }: { token: string; functions: readonly NewsOfFunction[] }) {
  const news = functions.filter((one) => one.change);
  if (news.length === 0) return null;
  return (
    <section aria-label="What has changed" className="mt-8 grid gap-3">
      {news.map(({ id, name, cancelled, change }) => (
        <form
          key={id}
          method="post"
          action={`/api/g/${encodeURIComponent(token)}/seen`}
          className="rounded-md border border-amber bg-amber-soft p-4"
        >
          <h2 className="font-semibold text-lg">
            {cancelled ? `${name} is cancelled` : `${name} has changed`}
          </h2>
          <p className="mt-1">It was {change?.was}.</p>
          {cancelled ? null : <p className="mt-1 font-semibold">Now: {change?.now}</p>}
          <Button type="submit" name="change" value={change?.id} className="mt-3">
            We have seen it
          </Button>
        </form>
      ))}
    </section>
  );
}
