import type { Metadata } from "next";
import { AccountingLine } from "@/components/reports/accounting-line";
import { AnswersTabs } from "@/components/reports/answers-tabs";
import { Board } from "@/components/reports/board";
import { Expected } from "@/components/reports/expected";
import { OverTime } from "@/components/reports/over-time";
import { ToRead } from "@/components/reports/to-read";
import { EmptyState } from "@/components/shared/empty-state";
import { dayIn } from "@/components/shared/format-time";
import { PageHeader } from "@/components/shared/page-header";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { loadAnswers } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Answers" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<{ view?: string; over?: string }>;
};

export default async function AnswersPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const { view, over: asked } = await searchParams;
  const found = await loadAnswers(wedding, { over: asked, reading: view === "read" });
  const { zone, dashboard, over, series, messages, compared, toRead, texts, may } = found;
  const { needs, events } = dashboard;
  const base = `/weddings/${wedding}/answers`;
  return (
    <>
      <PageHeader title="Answers" sentence="Tap a number to see the families behind it." />
      <AnswersTabs
        weddingId={wedding}
        mayRead={may.read}
        toRead={needs.toRead + needs.unknown + needs.unreached}
        differ={needs.disagreements}
      />
      {toRead ? (
        <ToRead
          weddingId={wedding}
          zone={zone}
          chats={toRead.chats}
          total={toRead.total}
          texts={texts}
          may={may}
        />
      ) : events.length === 0 ? (
        <EmptyState
          title="Answers come per function"
          sentence="Once the functions are there and the invitations have gone out, the answers are counted here, live."
          action={
            may.plan ? (
              <LinkButton href={`/weddings/${wedding}/functions/new`} variant="primary">
                Add a function
              </LinkButton>
            ) : null
          }
        />
      ) : (
        <div className="grid min-w-0 gap-8">
          <div className="min-w-0">
            <Board weddingId={wedding} zone={zone} first={dashboard} mayInvite={may.invite} />
          </div>
          <Card aria-labelledby="expected">
            <CardHeader
              id="expected"
              title="Expected and confirmed"
              sentence="In persons: the places kept for the families, those of them that were asked, and who said yes."
            />
            <CardBody>
              <Expected weddingId={wedding} first={dashboard} />
            </CardBody>
          </Card>
          <Card aria-labelledby="over-time">
            <CardHeader id="over-time" title="Answers over time" />
            <CardBody>
              <nav
                aria-label="Of which function"
                data-print="hide"
                className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm"
              >
                {[{ id: null, name: "All functions" }, ...events].map((one) => (
                  <Link
                    key={one.name}
                    href={one.id ? `${base}?over=${one.id}` : base}
                    scroll={false}
                    aria-current={one.id === over ? "true" : undefined}
                    className={
                      one.id === over
                        ? "inline-flex min-h-8 items-center font-semibold no-underline"
                        : "inline-flex min-h-8 items-center text-muted underline-offset-4"
                    }
                  >
                    {one.name}
                  </Link>
                ))}
              </nav>
              <OverTime
                about={events.find((one) => one.id === over)?.name ?? "All functions"}
                series={series}
                today={dayIn(zone)}
              />
            </CardBody>
          </Card>
        </div>
      )}
      <AccountingLine messages={messages} compared={compared} zone={zone} />
    </>
  );
}
