/** What the person at the screen may do about the numbers. */
export interface May {
  read: boolean;
  answer: boolean;
  sendText: boolean;
  record: boolean;
  settle: boolean;
  send: boolean;
  invite: boolean;
  plan: boolean;
  edit: boolean;
  importGuests: boolean;
}
