/**
 * How often a test that failed is tried again: not at all, unless `SECOND_TRIES` says so. Where a whole day's work waits for one run
 * on an unknown machine, one late frame must not send it back; what passed only at the second try is named at the end of the check.
 */
export const SECOND_TRIES = Number(process.env.SECOND_TRIES ?? 0)
