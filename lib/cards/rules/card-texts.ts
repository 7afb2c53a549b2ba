/** What a card's page says in one language. `{host}`, `{day}` and `{by}` are filled in. */
export interface CardTexts {
  invites: string;
  anInvitation: string;
  open: string;
  when: string;
  where: string;
  map: string;
  until: string;
  question: string;
  in: string;
  maybe: string;
  out: string;
  name: string;
  note: string;
  noteHelp: string;
  said: string;
  change: string;
  thanks: string;
  already: string;
  privacy: string;
  closed: string;
  over: string;
  deleted: string;
  full: string;
  needName: string;
  slow: string;
  gone: string;
  photo: string;
  calendar: string;
  host: string;
  back: string;
}
