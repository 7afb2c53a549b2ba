import { answerWords } from "@/components/guests/words";
import { messageStateWords } from "@/components/messaging/words";
import { counted, families as familyNoun } from "@/components/shared/fill-words";
import { Pagination } from "@/components/shared/pagination";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { ChangeView } from "@/lib/messaging/loaders/changes";

type Kind = ChangeView["which"];
type Family = ChangeView["families"][number];

const KINDS: readonly { which: Kind; label: string }[] = [
  { which: "unseen", label: "Have not seen it" },
  { which: "told", label: "Told" },
  { which: "delivered", label: "Arrived" },
  { which: "read", label: "Read" },
  { which: "answered", label: "Answered since" },
  { which: "opened", label: "Said so on their page" },
  { which: "called", label: "Called" },
  { which: "unreached", label: "Not reached" },
  { which: "untold", label: "Not told yet" },
  { which: "all", label: "All" },
];
/** Shown although nobody is behind it. */
const ALWAYS: readonly Kind[] = ["unseen", "told", "read", "answered"];

/** What speaks for a family having seen a change, or why it was not reached. */
function known(family: Family): { tone: "yes" | "info" | "pending" | "failed" | "no"; words: string } {
  if (family.answered) return { tone: "yes", words: "Has answered since" };
  if (family.opened) return { tone: "yes", words: "Said on their page that they have seen it" };
  if (family.called) return { tone: "yes", words: "Somebody spoke to them" };
  if (family.state === null) return { tone: "pending", words: "Not told yet" };
  const { label } = messageStateWords(family.state, family.reason);
  if (family.read) return { tone: "yes", words: label };
  return {
    tone: family.state === "failed" ? "failed" : family.state === "blocked" ? "no" : "info",
    words: label,
  };
}

/** How far the news has come: each number opens to its families. */
export function Awareness({ weddingId, base, view }: { weddingId: string; base: string; view: ChangeView }) {
  const { which, counts, families, page } = view;
  return (
    <section aria-labelledby="aware" className="min-w-0">
      <h2 id="aware" className="mb-3 font-semibold text-lg">
        Who has seen it
      </h2>
      <LinkTabs
        label="Which families"
        className="mb-4"
        items={KINDS.filter(
          (one) => ALWAYS.includes(one.which) || one.which === which || counts[one.which] > 0,
        ).map((one) => ({
          href: one.which === "unseen" ? base : `${base}?who=${one.which}`,
          label: one.label,
          count: counts[one.which],
        }))}
      />
      <p className="tabular mb-3 text-muted text-sm">{counted(counts[which], familyNoun)}</p>
      {families.length === 0 ? (
        <p className="text-muted">No family here.</p>
      ) : (
        <>
          <Table caption="Families that the change concerns">
            <TableHead>
              <TableRow>
                <TableHeaderCell>Family</TableHeaderCell>
                <TableHeaderCell>Answer</TableHeaderCell>
                <TableHeaderCell>What we know</TableHeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {families.map((family) => {
                const answer = answerWords(family.answer);
                const seen = known(family);
                return (
                  <TableRow key={family.unitId}>
                    <TableCell kind="main">
                      <Link
                        href={`/weddings/${weddingId}/guests/${family.unitId}`}
                        prefetch={false}
                        className="hit-area break-words text-ink underline decoration-line-strong underline-offset-4"
                      >
                        {family.household}
                      </Link>
                    </TableCell>
                    <TableCell label="Answer">
                      <Badge tone={answer.tone}>{answer.label}</Badge>
                    </TableCell>
                    <TableCell label="What we know">
                      <Badge tone={seen.tone} className="whitespace-normal">
                        {seen.words}
                      </Badge>
                    </TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
          <Pagination page={page} pageSize={50} total={counts[which]} />
        </>
      )}
    </section>
  );
}
