/** @file The form of a dictionary's page. */

/** English → [Chinese, Spanish]. Places in braces stand in all three. */
export type Entries = Readonly<Record<string, readonly [chinese: string, spanish: string]>>
