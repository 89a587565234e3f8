/** Ids of the prologue chains that ship. Written out, so that whoever only wants the names need not carry the chains. */
export const prologueIds: readonly string[] = ['classroom', 'before-retarget'];
