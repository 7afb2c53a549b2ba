import type { FunctionFacts, Question } from "./question-of-the-day";

/** What a digest keeps of a function, so that the next one says what changed. */
export type Snapshot = Readonly<Record<string, { coming: number; pending: number }>>;

export interface DigestFacts {
  wedding: string;
  /** The wedding's own address in the console. */
  address: string;
  question: Question;
  functions: readonly (FunctionFacts & {
    adults: number;
    children: number;
    maybe: number;
    no: number;
    diets: readonly { diet: string; persons: number }[];
  })[];
  before: Snapshot | null;
  needs: { toRead: number; unreached: number; askAgain: number; disagreements: number; inDoubt: number };
  /** "counted on 21 November, 9:04 pm IST", with what is still arriving. */
  asOf: string;
  /** For whoever sees one side only. */
  side: "all" | "bride" | "groom";
}

const number = (n: number) => n.toLocaleString("en-IN");
const counted = (n: number, one: string, many: string) => `${number(n)} ${n === 1 ? one : many}`;

export const snapshotOf = (
  functions: readonly Pick<FunctionFacts, "id" | "coming" | "pending">[],
): Snapshot => Object.fromEntries(functions.map(({ id, coming, pending }) => [id, { coming, pending }]));

/** "12 more are coming, 9 families fewer to hear from", or nothing. */
function changeOf(one: FunctionFacts, before: Snapshot | null): string | null {
  const then = before?.[one.id];
  if (!then) return null;
  const more = one.coming - then.coming;
  const heard = then.pending - one.pending;
  const parts = [
    more > 0 ? `${number(more)} more ${more === 1 ? "is" : "are"} coming` : "",
    more < 0 ? `${number(-more)} fewer ${more === -1 ? "is" : "are"} coming` : "",
    heard > 0 ? `${counted(heard, "family has", "families have")} replied` : "",
    heard < 0 ? `${counted(-heard, "family was", "families were")} added that has not replied` : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}

function linesOf(one: DigestFacts["functions"][number]): string[] {
  const diets = one.diets.filter((each) => each.diet !== "not told");
  return [
    `${number(one.coming)} coming (${counted(one.adults, "adult", "adults")}, ${counted(one.children, "child", "children")})`,
    ...(one.waiting > 0 ? [`${counted(one.waiting, "person waits", "people wait")} for a place`] : []),
    `${counted(one.pending, "family has", "families have")} not replied${one.silentRead > 0 ? `, ${number(one.silentRead)} of them have read it` : ""}`,
    ...(one.maybe > 0 ? [`${counted(one.maybe, "family is", "families are")} not sure`] : []),
    ...(diets.length > 0 ? [diets.map((each) => `${number(each.persons)} ${each.diet}`).join(", ")] : []),
  ];
}

const needsOf = ({ toRead, unreached, askAgain, disagreements, inDoubt }: DigestFacts["needs"]): string[] => [
  ...(toRead > 0 ? [counted(toRead, "message to read", "messages to read")] : []),
  ...(unreached > 0 ? [`${counted(unreached, "answer", "answers")} of yours did not reach the family`] : []),
  ...(askAgain > 0 ? [`${counted(askAgain, "family", "families")} wanted to be asked again by today`] : []),
  ...(disagreements > 0 ? [`${counted(disagreements, "family says", "families say")} two things`] : []),
  ...(inDoubt > 0 ? [counted(inDoubt, "message in doubt", "messages in doubt")] : []),
];

/** The day in one mail: the question, each function, what changed, what needs somebody. Counts alone: no names, no numbers to call. */
export function digestMail(facts: DigestFacts): { subject: string; text: string; html: string } {
  const { wedding, address, question, functions, before, needs, asOf, side } = facts;
  const invited = functions.filter((one) => one.invited > 0);
  const changes = invited.flatMap((one) => {
    const change = changeOf(one, before);
    return change ? [`${one.name}: ${change}`] : [];
  });
  const waits = needsOf(needs);
  const act = question.act
    ? { label: question.act.label, href: `${address}${question.act.path}` }
    : { label: "Open it", href: address };
  const whose = side === "all" ? "" : ` These are the numbers of the ${side}’s side and of families of both.`;
  const sections: [string, string[]][] = [
    ...(before
      ? [["Since the last mail", changes.length > 0 ? changes : ["Nothing changed."]] as [string, string[]]]
      : []),
    ...invited.map((one): [string, string[]] => [one.name, linesOf(one)]),
    ...(waits.length > 0 ? [["What needs somebody", waits] as [string, string[]]] : []),
  ];
  const end = `${asOf}.${whose} You get this mail because you asked for it; change that on the page Today.`;
  const subject = `${wedding}: ${question.sentence}`;
  return {
    subject: subject.length > 150 ? `${subject.slice(0, 149)}…` : subject,
    text: [
      question.sentence,
      `${act.label}: ${act.href}`,
      ...sections.map(([title, lines]) => `${title}\n${lines.map((line) => `- ${line}`).join("\n")}`),
      end,
    ].join("\n\n"),
    html: [
      `<p style="font-size:18px;font-weight:600">${escaped(question.sentence)}</p>`,
      `<p><a href="${escaped(act.href)}">${escaped(act.label)}</a></p>`,
      ...sections.map(
        ([title, lines]) =>
          `<h2 style="font-size:16px;margin:20px 0 4px">${escaped(title)}</h2><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`,
      ),
      `<p style="color:#65594f;font-size:14px">${escaped(end)}</p>`,
    ].join("\n"),
  };
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
