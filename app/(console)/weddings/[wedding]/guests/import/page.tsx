import type { Metadata } from "next";
import { AddGuest } from "@/components/imports/add-guest";
import { batchStates } from "@/components/imports/batch-states";
import { GoogleCard } from "@/components/imports/google-card";
import { NoRight } from "@/components/imports/no-right";
import { PasteLines } from "@/components/imports/paste-lines";
import { UploadList } from "@/components/imports/upload-list";
import { PageHeader } from "@/components/shared/page-header";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { loadImports } from "@/lib/imports/loaders";

export const metadata: Metadata = { title: "Bring a list" };

export default async function ImportPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const found = await loadImports(wedding);
  const guests = `/weddings/${wedding}/guests`;
  if (!found.may)
    return (
      <NoRight
        title="Bringing a list is not part of your role"
        sentence="The owner of this wedding can give you that right under Team."
        back={guests}
      />
    );
  return (
    <>
      <PageHeader
        back={{ href: guests, label: "Guests" }}
        title="Bring a list"
        sentence="You look at every row before anything is added. The same list twice adds nobody twice."
        actions={
          found.mayDecide ? (
            <LinkButton href={`${guests}/differences`}>
              {found.differences === 0
                ? "Differences"
                : found.differences === 1
                  ? "1 difference to decide"
                  : `${found.differences.toLocaleString("en-IN")} differences to decide`}
            </LinkButton>
          ) : null
        }
      />
      <div className="max-w-2xl">
        <UploadList weddingId={wedding} maxBytes={found.maxBytes} />
      </div>
      <div className="mt-10 max-w-2xl">
        <PasteLines weddingId={wedding} />
      </div>
      {found.google ? <GoogleCard weddingId={wedding} accounts={found.google} /> : null}
      <section className="mt-10 max-w-2xl">
        <AddGuest weddingId={wedding} side={found.side} />
      </section>
      <section className="mt-10">
        <h2 className="mb-3 font-semibold text-lg">Lists brought so far</h2>
        {found.batches.length === 0 ? (
          <p className="text-muted">None yet. A list from each relative is fine; they come together here.</p>
        ) : (
          <Table caption="Lists brought so far">
            <TableHead>
              <tr>
                <TableHeaderCell>List</TableHeaderCell>
                <TableHeaderCell>State</TableHeaderCell>
                <TableHeaderCell numeric>Rows</TableHeaderCell>
                <TableHeaderCell>Brought</TableHeaderCell>
              </tr>
            </TableHead>
            <TableBody>
              {found.batches.map((batch) => {
                const state = batchStates[batch.state] ?? batchStates.reading!;
                return (
                  <TableRow key={batch.id}>
                    <TableCell kind="main">
                      <Link
                        href={`${guests}/import/${batch.id}`}
                        prefetch={false}
                        className="hit-area break-words underline-offset-4 hover:underline"
                      >
                        {batch.fileName}
                      </Link>
                      {batch.kind === "typed" ? (
                        <span className="block text-muted text-sm">typed by hand</span>
                      ) : null}
                    </TableCell>
                    <TableCell label="State">
                      <Badge tone={state.tone}>{state.label}</Badge>
                    </TableCell>
                    <TableCell label="Rows" numeric>
                      {batch.rowsRead.toLocaleString("en-IN")}
                    </TableCell>
                    <TableCell label="Brought">
                      <TimeInZone at={batch.createdAt} zone="Asia/Kolkata" show="short" />
                    </TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        )}
      </section>
    </>
  );
}
