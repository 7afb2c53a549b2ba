"use client";

import { DifferencePlaces } from "@/components/imports/difference-places";
import { fieldWords, type Place, valueWords } from "@/components/imports/difference-words";
import { useDecision } from "@/components/imports/use-decision";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FieldError } from "@/components/ui/field-parts";
import { Link } from "@/components/ui/link";

type Contact = { kind: "phone" | "email"; value: string; shown: string };
type Value = string | number;

export type FieldDifference = {
  kind: "field";
  key: string;
  field: string;
  name: string;
  unitId: string | null;
  told: { value: Value; shown: string } | null;
  options: readonly { value: Value; shown: string; standing: boolean; places: readonly Place[] }[];
  shared: readonly Contact[];
};

export type PeopleDifference = {
  kind: "people";
  key: string;
  name: string;
  places: readonly Place[];
  people: readonly { id: string; name: string; unitId: string; family: string; by: readonly Contact[] }[];
};

export type DifferenceListProps = {
  weddingId: string;
  differences: readonly (FieldDifference | PeopleDifference)[];
  mayImport: boolean;
};

export function DifferenceList({ weddingId, differences, mayImport }: DifferenceListProps) {
  return (
    <ul className="grid gap-4">
      {differences.map((one) => (
        <li key={one.key} className="min-w-0">
          {one.kind === "field" ? (
            <FieldCard weddingId={weddingId} difference={one} mayImport={mayImport} />
          ) : (
            <PeopleCard weddingId={weddingId} difference={one} mayImport={mayImport} />
          )}
        </li>
      ))}
    </ul>
  );
}

function FieldCard(props: { weddingId: string; difference: FieldDifference; mayImport: boolean }) {
  const { weddingId, difference, mayImport } = props;
  const { key, field, name, unitId, told, options, shared } = difference;
  const { decide, busy, error } = useDecision(weddingId);
  const choose = (value: Value, shown: string) =>
    void decide(
      "guests.decide-conflicts",
      { keys: [key], choice: { kind: "value", value } },
      `${name}: ${valueWords(field, shown)}. No later list asks this again.`,
    );
  return (
    <Card>
      <CardHeader
        level={3}
        title={
          unitId ? (
            <Link
              href={`/weddings/${weddingId}/guests/${unitId}`}
              prefetch={false}
              className="hit-area no-underline underline-offset-4 hover:underline"
            >
              {name}
            </Link>
          ) : (
            name
          )
        }
        sentence={`${fieldWords[field] ?? field}: which is right?`}
      />
      <CardBody>
        <ul className="grid gap-3">
          {told ? (
            <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Button long loading={busy} onClick={() => choose(told.value, told.shown)}>
                {valueWords(field, told.shown)}
              </Button>
              <span className="min-w-0 text-muted text-sm">You decided this before; it shows now.</span>
            </li>
          ) : null}
          {options.map((option) => (
            <li key={String(option.value)} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Button long loading={busy} onClick={() => choose(option.value, option.shown)}>
                {valueWords(field, option.shown)}
              </Button>
              <span className="min-w-0 text-muted text-sm">
                {option.standing ? "You decided this before; " : ""}
                <DifferencePlaces weddingId={weddingId} places={option.places} linked={mayImport} />
              </span>
            </li>
          ))}
        </ul>
        <FieldError id={`${key}-error`}>{error}</FieldError>
      </CardBody>
      {shared.length > 0 ? (
        <CardFooter>
          <ShareButtons contacts={shared} busy={busy} decide={decide} />
        </CardFooter>
      ) : null}
    </Card>
  );
}

/** The other way out: the number is right for each of them, because several people use it. */
function ShareButtons(props: {
  contacts: readonly Contact[];
  busy: boolean;
  decide: ReturnType<typeof useDecision>["decide"];
}) {
  return props.contacts.map(({ kind, value, shown }) => (
    <Button
      key={value}
      long
      loading={props.busy}
      onClick={() =>
        void props.decide(
          "guests.share-identifier",
          { kind, value },
          `${shown} is shared. Those who use it are people of their own.`,
        )
      }
    >
      Different people share {kind === "phone" ? "this number" : "this address"}: {shown}
    </Button>
  ));
}

const by = (contacts: readonly Contact[]) =>
  contacts.length > 0 ? `, by ${contacts.map(({ shown }) => shown).join(" and ")}` : "";

function PeopleCard(props: { weddingId: string; difference: PeopleDifference; mayImport: boolean }) {
  const { weddingId, difference, mayImport } = props;
  const { key, name, places, people } = difference;
  const { decide, busy, error } = useDecision(weddingId);
  const pairs = people.flatMap((one, index) => people.slice(index + 1).map((other) => [one, other] as const));
  const contacts = [
    ...new Map(people.flatMap((person) => person.by).map((contact) => [contact.value, contact])).values(),
  ];
  return (
    <Card>
      <CardHeader
        level={3}
        title={
          people.length > 1
            ? `This row's numbers belong to ${people.map((person) => person.name).join(" and ")}`
            : "This row fits several people"
        }
        sentence={
          <>
            {name ? `${name}, ` : ""}
            <DifferencePlaces weddingId={weddingId} places={places} linked={mayImport} />. Nothing of it was
            taken over.
          </>
        }
      />
      <CardBody>
        <ul className="grid gap-2">
          {people.map((person) => (
            <li key={person.id}>
              <Link
                href={`/weddings/${weddingId}/guests/${person.unitId}`}
                prefetch={false}
                className="hit-area underline-offset-4"
              >
                {person.name}
              </Link>
              <span className="text-muted text-sm">
                {person.family === person.name ? "" : `, family ${person.family}`}
                {by(person.by)}
              </span>
            </li>
          ))}
        </ul>
        <FieldError id={`${key}-error`}>{error}</FieldError>
      </CardBody>
      <CardFooter>
        {pairs.flatMap(([one, other]) =>
          [
            { kept: one, gone: other },
            { kept: other, gone: one },
          ].map(({ kept, gone }) => (
            <ConfirmDialog
              key={`${kept.id}${gone.id}`}
              title="They are one person"
              sentence={`${gone.name} becomes ${kept.name}: the name and the family of ${kept.name} stay, and what ${gone.name} was invited to and answered is theirs from now on.`}
              undo="This can be undone."
              confirmLabel={`Keep ${kept.name}`}
              onConfirm={async () => {
                const refused = await decide(
                  "guests.merge-people",
                  { keptId: kept.id, goneId: gone.id },
                  `${gone.name} and ${kept.name} are one person now`,
                );
                return refused ? { error: refused } : undefined;
              }}
              trigger={
                <Button long>
                  {pairs.length > 1
                    ? `${one.name} and ${other.name} are one person: keep ${kept.name}`
                    : `They are one person: keep ${kept.name}`}
                </Button>
              }
            />
          )),
        )}
        <RowButtons claimId={key.slice("people:".length)} people={people} busy={busy} decide={decide} />
        <ShareButtons contacts={contacts} busy={busy} decide={decide} />
      </CardFooter>
    </Card>
  );
}

/** The row alone is placed: it is one of theirs with a number of the other's in it, or it is left out. */
function RowButtons(props: {
  claimId: string;
  people: PeopleDifference["people"];
  busy: boolean;
  decide: ReturnType<typeof useDecision>["decide"];
}) {
  const { claimId, people, busy, decide } = props;
  return (
    <>
      {people.map((person) => (
        <Button
          key={person.id}
          long
          loading={busy}
          onClick={() =>
            void decide(
              "guests.decide-row",
              { claimId, decision: { kind: "belongs", personId: person.id } },
              `The row is ${person.name}'s. No later list asks this again.`,
            )
          }
        >
          The row is {person.name}'s alone
        </Button>
      ))}
      <Button
        long
        loading={busy}
        onClick={() =>
          void decide(
            "guests.decide-row",
            { claimId, decision: { kind: "ignored" } },
            "The row is left out. No later list asks this again.",
          )
        }
      >
        Leave this row out
      </Button>
    </>
  );
}
