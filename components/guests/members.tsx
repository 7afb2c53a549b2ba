import { MergePerson } from "@/components/guests/merge-person";
import { MovePerson } from "@/components/guests/move-person";
import { PersonEdit } from "@/components/guests/person-edit";
import {
  bandWords,
  dietWords,
  fieldsWords,
  languageWords,
  sourceWords,
} from "@/components/guests/person-words";
import { SharePhone } from "@/components/guests/share-phone";
import { peopleWords } from "@/components/guests/words";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Badge } from "@/components/ui/badge";
import type { MemberDetails } from "@/lib/guests/queries/household";

/** A number as stored, and as people read it. */
export type MemberPhone = MemberDetails["phones"][number] & { shown: string };

export type Member = Omit<MemberDetails, "phones"> & {
  name: string;
  ageBand: string;
  phones: readonly MemberPhone[];
  emails: readonly string[];
};

export type MembersProps = {
  weddingId: string;
  household: { id: string; name: string };
  people: readonly Member[];
  /** Counted in the list, and not named. */
  unnamedAdults: number;
  unnamedChildren: number;
  may: { phones: boolean; edit: boolean };
};

export function Members(props: MembersProps) {
  const { weddingId, household, people, unnamedAdults, unnamedChildren, may } = props;
  return (
    <ul className="divide-y divide-line">
      {people.map((person, index) => (
        <li key={person.id} className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
          <AvatarInitials name={person.name} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="min-w-0 break-words font-medium">{person.name}</span>
              {index === 0 && people.length > 1 ? <Badge>Speaks for the family</Badge> : null}
            </p>
            <p className="text-muted text-sm">{detailWords(person)}</p>
            {may.phones ? <Reach weddingId={weddingId} person={person} mayEdit={may.edit} /> : null}
            {person.notes ? <p className="whitespace-pre-line break-words text-sm">{person.notes}</p> : null}
            <Provenance person={person} />
            {may.edit ? (
              <div data-print="hide" className="-ms-3 mt-1 flex flex-wrap gap-x-1 gap-y-2">
                <PersonEdit
                  weddingId={weddingId}
                  person={person}
                  speakers={people.flatMap(({ id, name, chosen }) =>
                    chosen && id !== person.id ? [{ id, name }] : [],
                  )}
                />
                <MergePerson weddingId={weddingId} person={person} household={household} />
                <MovePerson
                  weddingId={weddingId}
                  person={person}
                  household={household}
                  last={people.length === 1}
                />
              </div>
            ) : null}
          </div>
        </li>
      ))}
      {unnamedAdults + unnamedChildren > 0 ? (
        <li className="py-3 text-muted last:pb-0">
          And {peopleWords(unnamedAdults, unnamedChildren)} the list counts without a name.
        </li>
      ) : null}
    </ul>
  );
}

const detailWords = ({ ageBand, language, diet }: Member): string =>
  [
    bandWords[ageBand] ?? ageBand,
    language ? (languageWords[language] ?? language) : "",
    diet ? (dietWords[diet] ?? diet) : "",
  ]
    .filter(Boolean)
    .join(" · ");

const SOURCES_SHOWN = 2;

function Provenance({ person: { sources, byHand } }: { person: Member }) {
  const words = sources.map((one) => ({ key: `${one.batchId} ${one.row}`, text: sourceWords(one) }));
  const [first, rest] = [words.slice(0, SOURCES_SHOWN), words.slice(SOURCES_SHOWN)];
  return (
    <div className="break-words text-muted text-sm">
      {first.length > 0 ? <p>From {first.map((one) => one.text).join("; ")}</p> : null}
      {rest.length > 0 ? (
        <details>
          <summary className="hit-area w-fit underline underline-offset-4">
            And {rest.length} more {rest.length === 1 ? "place" : "places"}
          </summary>
          <ul className="mt-1">
            {rest.map((one) => (
              <li key={one.key}>{one.text}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {byHand.length > 0 ? <p>Set by hand: {fieldsWords(byHand)}</p> : null}
    </div>
  );
}

function Reach(props: { weddingId: string; person: Member; mayEdit: boolean }) {
  const { phones, emails } = props.person;
  if (phones.length + emails.length === 0) return <p className="text-muted text-sm">No number</p>;
  return (
    <ul className="grid gap-1">
      {phones.map((phone) => (
        <li key={phone.value} className="flex flex-wrap items-center gap-x-3">
          <a href={`tel:${phone.value}`} className="tabular hit-area underline underline-offset-4">
            {phone.shown}
          </a>
          {phone.shared ? <Badge>Shared</Badge> : null}
          {props.mayEdit ? <SharePhone weddingId={props.weddingId} phone={phone} /> : null}
        </li>
      ))}
      {emails.map((mail) => (
        <li key={mail} className="min-w-0">
          <a href={`mailto:${mail}`} className="hit-area break-all underline underline-offset-4">
            {mail}
          </a>
        </li>
      ))}
    </ul>
  );
}
