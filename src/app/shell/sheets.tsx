/** @file The sheets that lie over every view of the page. */
import { type ReactNode, useState } from 'react'
import { Glossary } from '../../features/glossary/glossary.tsx'
import { ExportSheet } from '../../features/to-trainers/sheet.tsx'
import { useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'

const HelpSheet = lazily(async () => (await import('../../features/help/help.tsx')).HelpSheet)
const ReceiptSheet = lazily(
  async () => (await import('../../features/inspector/receipt/receipt-sheet.tsx')).ReceiptSheet,
)

/** A frame on somebody else's page has receipts, but no help of its own. */
export function Sheets({ help = true }: { readonly help?: boolean }) {
  const helpOpen = useAppState((state) => state.helpOpen)
  const receiptOpen = useAppState((state) => state.receipt !== null)
  return (
    <>
      {help && (
        <OnceOpened open={helpOpen}>
          <HelpSheet />
        </OnceOpened>
      )}
      <Glossary />
      <OnceOpened open={receiptOpen}>
        <ReceiptSheet />
      </OnceOpened>
      <ExportSheet />
    </>
  )
}

/** Fetched when it is first opened, and there from then on: a sheet that closes gives the keys back to where they were. */
function OnceOpened({ open, children }: { readonly open: boolean; readonly children: ReactNode }) {
  const [opened, setOpened] = useState(open)
  if (open && !opened) setOpened(true)
  return opened && children
}
