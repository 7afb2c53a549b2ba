import { type Place, placeWords } from "@/components/imports/difference-words";
import { Link } from "@/components/ui/link";

const SHOWN = 3;

/** Where something is said: the list and its row, each leading to the list. */
export function DifferencePlaces(props: {
  weddingId: string;
  places: readonly Place[];
  /** Whoever may not bring lists may not look into them either. */
  linked: boolean;
}) {
  const { weddingId, places, linked } = props;
  if (places.length === 0) return <>a list of the other side</>;
  const left = places.length - SHOWN;
  return (
    <>
      {places.slice(0, SHOWN).map((place, index) => (
        <span key={`${place.batchId}${place.line}`} className="break-words">
          {index > 0 ? ", " : ""}
          {linked ? (
            <Link
              href={`/weddings/${weddingId}/guests/import/${place.batchId}`}
              prefetch={false}
              className="hit-area underline-offset-4"
            >
              {placeWords(place)}
            </Link>
          ) : (
            placeWords(place)
          )}
        </span>
      ))}
      {left > 0 ? ` and ${left.toLocaleString("en-IN")} more` : ""}
    </>
  );
}
