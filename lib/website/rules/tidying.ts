/** How long a photo that was taken away can be brought back. */
export const PHOTO_STAYS_DAYS = 7;

/** How long a picture stays that no page names: copies of pages on the way, and chats that fetch it late. */
export const PREVIEW_STAYS_DAYS = 7;

/** After so long, whoever began to delete has ended, and somebody else may go on. Longer than any such job runs. */
export const DELETING_MINUTES = 60;

/** Bytes of a photo that no row names and that are older than this belong to an upload that broke off. */
export const LOOSE_HOURS = 24;
