import { TakenOffList, type TakenOffListProps } from "@/components/guests/taken-off-list";
import { PageHeader } from "@/components/shared/page-header";

/** A family that is not on the guest list any more, with the way back. */
export function OffFamily(props: TakenOffListProps) {
  const [first] = props.entries;
  return (
    <>
      <PageHeader
        back={{ href: `/weddings/${props.weddingId}/guests`, label: "Guests" }}
        title={first?.family ?? first?.name ?? "A family"}
        sentence="Taken off the guest list: not counted, not invited and not written to."
      />
      <div className="max-w-2xl">
        <TakenOffList {...props} />
      </div>
    </>
  );
}
