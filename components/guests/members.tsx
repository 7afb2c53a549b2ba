import { peopleWords } from "@/components/guests/words";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Badge } from "@/components/ui/badge";

export type Member = {
  id: string;
  name: string;
  ageBand: string;
  phones: readonly string[];
  emails: readonly string[];
  source: string | null;
};

const bands: Record<string, string> = { child: "Child", infant: "Infant" };

export type MembersProps = {
  people: readonly Member[];
  /** Counted in the list, and not named. */
  unnamedAdults: number;
  unnamedChildren: number;
  mayPhones: boolean;
};

export function Members({ people, unnamedAdults, unnamedChildren, mayPhones }: MembersProps) {
  return (
    <ul className="divide-y divide-line">
      {people.map((person) => (
        <li key={person.id} className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
          <AvatarInitials name={person.name} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-medium">{person.name}</span>
              {bands[person.ageBand] ? <Badge>{bands[person.ageBand]}</Badge> : null}
            </p>
            {mayPhones ? <Reach phones={person.phones} emails={person.emails} /> : null}
            {person.source ? <p className="break-words text-muted text-sm">From {person.source}</p> : null}
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

function Reach({ phones, emails }: { phones: readonly string[]; emails: readonly string[] }) {
  if (phones.length + emails.length === 0) return <p className="text-muted text-sm">No number</p>;
  return (
    <p className="flex flex-wrap gap-x-4">
      {phones.map((phone) => (
        <a
          key={phone}
          href={`tel:${phone.replace(/[^+\d]/g, "")}`}
          className="tabular hit-area underline underline-offset-4"
        >
          {phone}
        </a>
      ))}
      {emails.map((mail) => (
        <a
          key={mail}
          href={`mailto:${mail}`}
          className="hit-area min-w-0 break-all underline underline-offset-4"
        >
          {mail}
        </a>
      ))}
    </p>
  );
}
