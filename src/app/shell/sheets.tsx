/** @file The sheets that lie over every view of the page. */
import { Glossary } from '../../features/glossary/glossary.tsx'
import { HelpSheet } from '../../features/help/help.tsx'
import { ReceiptSheet } from '../../features/inspector/receipt/receipt-sheet.tsx'
import { ExportSheet } from '../../features/to-trainers/sheet.tsx'

/** A frame on somebody else's page has receipts, but no help of its own. */
export function Sheets({ help = true }: { readonly help?: boolean }) {
  return (
    <>
      {help && <HelpSheet />}
      <Glossary />
      <ReceiptSheet />
      <ExportSheet />
    </>
  )
}
