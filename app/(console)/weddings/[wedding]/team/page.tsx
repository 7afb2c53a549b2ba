import type { Metadata } from "next";
import { AddMember } from "@/components/access/add-member";
import { TeamList } from "@/components/access/team-list";
import { PageHeader } from "@/components/shared/page-header";
import { loadTeam } from "@/lib/access/loaders";

export const metadata: Metadata = { title: "Team" };

type Props = { params: Promise<{ wedding: string }> };

export default async function TeamPage({ params }: Props) {
  const { wedding } = await params;
  const { members, me, mayManage } = await loadTeam(wedding);
  const people = `${members.length} ${members.length === 1 ? "person works" : "people work"} on this wedding.`;
  return (
    <>
      <PageHeader
        title="Team"
        sentence={mayManage ? people : `${people} The owner adds and removes them.`}
        actions={
          mayManage ? <AddMember weddingId={wedding} known={members.map((member) => member.email)} /> : null
        }
      />
      <TeamList weddingId={wedding} members={members} me={me} mayManage={mayManage} />
    </>
  );
}
