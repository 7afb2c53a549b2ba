"use client";

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useDesk } from "@/components/website-desk/desk-context";
import { PhotoField } from "@/components/website-desk/photo-field";
import { WordsField } from "@/components/website-desk/words-field";
import { writtenIn } from "@/lib/kernel/written-in";

/** The cover: who marries, one line, one photo. */
export function NamesCard() {
  const { content, change, hosts, language } = useDesk();
  const { couple, cover } = content;
  return (
    <Card aria-labelledby="desk-cover">
      <CardHeader id="desk-cover" title="The cover" sentence="What guests see before anything else." />
      <CardBody className="grid gap-5">
        {writtenIn(hosts, language) === language && !content.hosts?.[language] ? null : (
          <WordsField
            label="Who invites"
            optional
            words={content.hosts ?? {}}
            otherwise={hosts}
            maxLength={120}
            onChange={(words) => change((now) => ({ ...now, hosts: words }))}
          />
        )}
        <div className="grid gap-5 sm:grid-cols-2">
          <WordsField
            label="Name that comes first"
            words={couple.first}
            maxLength={60}
            onChange={(first) => change((now) => ({ ...now, couple: { ...now.couple, first } }))}
          />
          <WordsField
            label="Name that comes second"
            words={couple.second}
            maxLength={60}
            onChange={(second) => change((now) => ({ ...now, couple: { ...now.couple, second } }))}
          />
        </div>
        <WordsField
          label="Line on the cover"
          optional
          words={cover.line}
          maxLength={160}
          rows={2}
          help="For example: With the blessings of our parents."
          onChange={(line) => change((now) => ({ ...now, cover: { ...now.cover, line } }))}
        />
        <PhotoField />
      </CardBody>
    </Card>
  );
}
