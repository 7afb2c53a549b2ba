/** Why a list cannot be read at all, in words for the family. */
export class ListRefusal extends Error {}
