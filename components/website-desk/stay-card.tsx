"use client";

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useDesk } from "@/components/website-desk/desk-context";
import { WordsField } from "@/components/website-desk/words-field";

/** How guests get there and where they sleep. */
export function StayCard() {
  const { content, change } = useDesk();
  return (
    <Card aria-labelledby="desk-stay">
      <CardHeader
        id="desk-stay"
        title="Travel and stay"
        sentence="What everybody may know. What you leave empty is not on the page."
      />
      <CardBody className="grid gap-5">
        <WordsField
          label="Getting there"
          optional
          words={content.travel}
          maxLength={3000}
          rows={3}
          help="The nearest station and airport, who fetches guests, where cars can stand."
          onChange={(travel) => change((now) => ({ ...now, travel }))}
        />
        <WordsField
          label="Where to stay"
          optional
          words={content.stay}
          maxLength={3000}
          rows={3}
          help="Where rooms are kept, until when, and under which name to ask."
          onChange={(stay) => change((now) => ({ ...now, stay }))}
        />
      </CardBody>
    </Card>
  );
}
