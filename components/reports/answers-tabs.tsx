import { LinkTabs } from "@/components/ui/link-tabs";

export type AnswersTabsProps = {
  weddingId: string;
  mayRead: boolean;
  /** Left out where the page does not know. */
  toRead?: number;
  differ?: number;
};

/** The pages of Answers. */
export function AnswersTabs({ weddingId, mayRead, toRead, differ }: AnswersTabsProps) {
  const base = `/weddings/${weddingId}/answers`;
  const count = (n: number | undefined) => (n === undefined ? {} : { count: n });
  return (
    <div data-print="hide">
      <LinkTabs
        label="Answers"
        className="mb-6"
        items={[
          { href: base, label: "Numbers" },
          ...(mayRead ? [{ href: `${base}?view=read`, label: "To read", ...count(toRead) }] : []),
          { href: `${base}/differ`, label: "Differ", ...count(differ) },
          { href: `${base}/activity`, label: "Activity" },
        ]}
      />
    </div>
  );
}
