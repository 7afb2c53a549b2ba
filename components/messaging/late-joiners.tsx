import { familiesWords } from "@/components/guests/words";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";

/** Families that came after the freeze: told apart, never slipped in; an invite of their own is one tap away. */
export function LateJoiners(props: {
  weddingId: string;
  families: number;
  listed: readonly { unitId: string; household: string }[];
  /** The form for a new invite to them alone. */
  prepareHref: string | null;
}) {
  const { weddingId, families, listed, prepareHref } = props;
  if (families === 0) return null;
  return (
    <Card>
      <CardHeader
        title={`${familiesWords(families)} came later`}
        sentence="They fit this invite now and were not in it when it was frozen. They get nothing from it."
      />
      <CardBody>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {listed.map((one) => (
            <li key={one.unitId}>
              <Link
                href={`/weddings/${weddingId}/guests/${one.unitId}`}
                prefetch={false}
                className="inline-flex min-h-8 items-center underline decoration-line-strong underline-offset-4"
              >
                {one.household}
              </Link>
            </li>
          ))}
          {listed.length < families ? (
            <li className="inline-flex min-h-8 items-center text-muted">
              and {(families - listed.length).toLocaleString("en-IN")} more
            </li>
          ) : null}
        </ul>
      </CardBody>
      {prepareHref ? (
        <CardFooter>
          <LinkButton href={prepareHref}>Prepare an invite for them</LinkButton>
        </CardFooter>
      ) : null}
    </Card>
  );
}
