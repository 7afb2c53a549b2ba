import { Typed } from "@/components/website/told";
import type { CardWords } from "@/lib/cards/rules/card-words";
import type { CardFace, OwnAnswer } from "@/lib/cards/types";
import type { GuestLanguage } from "@/lib/kernel/languages";

/** What came of the last tap: thanks, or why it was not taken. */
export type Said = "thanks" | "choose" | "needName" | "full" | "slow";

export interface CardAnswerProps {
  face: CardFace;
  language: GuestLanguage;
  words: CardWords;
  own: OwnAnswer | null;
  said: Said | null;
  token: string | null;
  closed: boolean;
}

function saidWords(said: Said, words: CardWords, host: string): string {
  if (said === "choose") return words.question;
  return said === "slow" ? words.slow : words[said](host);
}

/** One name and three buttons: each sends the answer at once, with or without a script. */
export function CardAnswer({ face, language, words, own, said, token, closed }: CardAnswerProps) {
  const host = face.hostName;
  return (
    <>
      {said ? (
        <p
          id="said"
          className={`said still ${said === "thanks" ? "good" : "bad"}`}
          role={said === "thanks" ? "status" : "alert"}
        >
          {saidWords(said, words, host)}
        </p>
      ) : null}
      {own ? (
        <p className={`own ${own.answer}`}>
          <span>
            <Typed text={own.name} around={language} /> · {words.said}
          </span>
          <b>{words[own.answer]}</b>
        </p>
      ) : null}
      {closed ? null : (
        <form method="post" action={`/i/${face.slug}/answer`} className="answer">
          <h2>{own ? words.change : words.question}</h2>
          <input type="hidden" name="lang" value={language} />
          {token ? <input type="hidden" name="k" value={token} /> : null}
          {/* The key "enter" presses the first button: it must not say yes for anybody. */}
          <button type="submit" className="sr" name="answer" value="" tabIndex={-1} aria-hidden="true" />
          <label className="field">
            <span>{words.name}</span>
            <input
              name="name"
              required
              maxLength={80}
              autoComplete="name"
              defaultValue={own?.name}
              {...(said === "needName" ? { "aria-invalid": true, "aria-describedby": "said" } : {})}
            />
          </label>
          <label className="field">
            <span>
              {words.note(host)} <span className="quiet">({words.noteHelp})</span>
            </span>
            <input name="note" maxLength={200} autoComplete="off" defaultValue={own?.note ?? ""} />
          </label>
          <div className="three">
            <button type="submit" name="answer" value="in">
              {words.in}
            </button>
            <button type="submit" name="answer" value="maybe" className="second">
              {words.maybe}
            </button>
            <button type="submit" name="answer" value="out" className="second">
              {words.out}
            </button>
          </div>
          <p className="quiet small center">{words.privacy(host)}</p>
        </form>
      )}
    </>
  );
}
