import type { Metadata } from "next";
import { ExportGifts } from "@/components/gifts/export-gifts";
import { GiftSheet } from "@/components/gifts/gift-sheet";
import { NoRight } from "@/components/imports/no-right";
import { PageHeader } from "@/components/shared/page-header";
import { loadGiftRights } from "@/lib/gifts/loaders";

export const metadata: Metadata = { title: "Lists of gifts" };

export default async function GiftListPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const may = await loadGiftRights(wedding);
  if (!may.edit)
    return (
      <NoRight
        title="The book of gifts is kept by others"
        sentence="Amounts stand in it. The owner of this wedding can give you that right under Team."
        back={`/weddings/${wedding}/gifts`}
      />
    );
  return (
    <>
      <PageHeader
        back={{ href: `/weddings/${wedding}/gifts`, label: "Gifts" }}
        title="Lists of gifts"
        sentence="Bring in the list of an evening, or what was given at earlier weddings. You look at every row that is not clear."
        actions={
          may.export ? (
            <>
              <ExportGifts weddingId={wedding} kind="gifts" label="Download the book" />
              <ExportGifts weddingId={wedding} kind="gift_notes" label="Download what was given before" />
            </>
          ) : undefined
        }
      />
      <GiftSheet weddingId={wedding} />
    </>
  );
}
