import type { Metadata } from "next";
import { AddGuest } from "@/components/imports/add-guest";
import { GoogleCard } from "@/components/imports/google-card";
import { ListsBrought } from "@/components/imports/lists-brought";
import { NoRight } from "@/components/imports/no-right";
import { PasteLines } from "@/components/imports/paste-lines";
import { UploadList } from "@/components/imports/upload-list";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadImports } from "@/lib/imports/loaders";

export const metadata: Metadata = { title: "Bring a list" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ImportPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const found = await loadImports(wedding, await searchParams);
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
      <ListsBrought weddingId={wedding} base={`${guests}/import`} {...found} />
    </>
  );
}
