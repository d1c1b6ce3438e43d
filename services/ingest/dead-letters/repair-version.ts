/** Raised whenever the way of repairing changes: letters that found no repair are looked at again. */
export const repairVersion = 2;
