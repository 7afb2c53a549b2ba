import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { ChangeBanner } from "@/components/events/change-banner";
import { functionData } from "@/components/events/function-data";
import { FunctionList } from "@/components/events/function-list";
import { functionsWords } from "@/components/guests/words";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadFunctions } from "@/lib/events/loaders";
import { loadChanges } from "@/lib/messaging/loaders/changes";

export const metadata: Metadata = { title: "Functions" };

type Props = { params: Promise<{ wedding: string }> };

export default async function FunctionsPage({ params }: Props) {
  const { wedding } = await params;
  const { events, mayEdit } = await loadFunctions(wedding);
  const { changes, may } = await loadChanges(wedding);
  const add = (
    <LinkButton href={`/weddings/${wedding}/functions/new`} variant="primary">
      <Plus aria-hidden="true" />
      Add a function
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Functions"
        sentence={
          events.length === 0
            ? "None yet."
            : mayEdit
              ? inOrder(events.length)
              : `${inOrder(events.length)} Owner and admins can change them.`
        }
        actions={mayEdit && events.length > 0 ? add : null}
      />
      <ChangeBanner weddingId={wedding} changes={changes} may={may} />
      {events.length === 0 ? (
        <EmptyState
          title="Which functions will there be?"
          sentence="Add each one with its day, its place and who it is for. The guest lists come after."
          action={mayEdit ? add : null}
          sample={
            <ul className="grid gap-2">
              <li>Mehndi, Tue 15 Dec, 3:00 pm, Jai Mahal Lawns</li>
              <li>Sangeet, Wed 16 Dec, 7:00 pm, Rambagh Ballroom</li>
              <li>Wedding, Thu 17 Dec, 8:00 pm, Rambagh Lawns</li>
            </ul>
          }
        />
      ) : (
        <FunctionList
          weddingId={wedding}
          mayEdit={mayEdit}
          functions={events.map((event) => ({ ...functionData(event), invited: event.invited }))}
        />
      )}
    </>
  );
}

const inOrder = (functions: number): string =>
  functions === 1 ? "1 function." : `${functionsWords(functions)}, in the order guests see them.`;
