import type { Metadata } from "next";
import { NoRight } from "@/components/imports/no-right";
import { InvitesTabs } from "@/components/messaging/invites-tabs";
import { PlanForm } from "@/components/messaging/plan-form";
import { PlanList } from "@/components/messaging/plan-list";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadReminders } from "@/lib/messaging/loaders/reminders";

export const metadata: Metadata = { title: "Reminders" };

export default async function RemindersPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const found = await loadReminders(wedding);
  if (!found.may)
    return (
      <NoRight
        title="Reminders are not part of your role"
        sentence="The owner or an admin of this wedding plans them."
        back={`/weddings/${wedding}`}
      />
    );
  return (
    <>
      <PageHeader
        title="Reminders"
        sentence="For families who have the invitation and have not answered: at widening intervals, until the date to answer by."
      />
      <InvitesTabs weddingId={wedding} />
      <div className="grid gap-6">
        <PlanList weddingId={wedding} plans={found.plans} zone={found.zone} />
        {found.mayPlan && found.senders.length > 0 && found.templates.length > 0 ? (
          <PlanForm
            weddingId={wedding}
            zone={found.zone}
            hosts={found.hosts}
            events={found.events}
            tags={found.tags}
            senders={found.senders}
            templates={found.templates}
          />
        ) : found.plans.length === 0 || found.mayPlan ? (
          <EmptyState
            title={found.mayPlan ? "Nothing to remind with yet" : "No reminders are planned"}
            sentence={
              found.mayPlan
                ? "Reminders go out from the family’s WhatsApp number, with a message WhatsApp has approved. Connect the number first; whoever has not answered is then reminded by itself."
                : "The owner or an admin of this wedding plans them. They will be here."
            }
            {...(found.mayPlan
              ? {
                  action: (
                    <LinkButton href={`/weddings/${wedding}/runs/senders`} variant="primary">
                      Numbers and messages
                    </LinkButton>
                  ),
                }
              : {})}
          />
        ) : null}
      </div>
    </>
  );
}
