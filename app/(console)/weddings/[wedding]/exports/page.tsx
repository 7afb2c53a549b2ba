import type { Metadata } from "next";
import { ExportsBoard } from "@/components/exports/exports-board";
import { NoRight } from "@/components/imports/no-right";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadExports } from "@/lib/exports/loaders";

export const metadata: Metadata = { title: "Vendors" };

export default async function ExportsPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const found = await loadExports(wedding);
  if (!found.may)
    return (
      <NoRight
        title="Files for vendors are not part of your role"
        sentence="They hold numbers of guests. The owner of this wedding can give you that right under Team."
        back={`/weddings/${wedding}`}
      />
    );
  return (
    <>
      <PageHeader
        title="Vendors"
        sentence={`Guest lists as files, and links to them that end by themselves.${
          found.side === "all" ? "" : " Your files hold your side and the families of both sides."
        }`}
      />
      {found.events.length === 0 ? (
        <EmptyState
          title="No functions yet"
          sentence="A guest list belongs to a function. Add the functions first."
          action={
            <LinkButton href={`/weddings/${wedding}/functions`} variant="primary">
              Add a function
            </LinkButton>
          }
        />
      ) : (
        <ExportsBoard weddingId={wedding} files={found.files} events={found.events} zone={found.zone} />
      )}
    </>
  );
}
