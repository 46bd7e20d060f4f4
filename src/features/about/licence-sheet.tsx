/** @file The licences of everything that the page ships, and the way to their texts. */
import { LICENCES } from 'virtual:licences'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId } from '../../store/hooks.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import './licence-sheet.css'

export function LicenceSheet() {
  const act = useAct()
  const closing = useActionId('toggleLicences')
  return (
    <Sheet action={closing} title={t('Licences')} className="licences" onClose={() => act('toggleLicences')}>
      <p>
        {t(
          '{n} parts ship with this page, its fonts and models among them. Every licence lets you use and pass them on.',
          {
            n: LICENCES.length,
          },
        )}{' '}
        <a href="./LICENCES.txt">{t('All licence texts')}</a>
      </p>
      <ScrollRegion className="licences-list" label={t('Parts and their licences')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Part')}</th>
              <th scope="col">{t('Version')}</th>
              <th scope="col">{t('Licence')}</th>
            </tr>
          </thead>
          <tbody>
            {LICENCES.map(({ name, version, licence }) => (
              <tr key={`${name} ${version}`}>
                <th scope="row">{name}</th>
                <td>{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Sheet>
  )
}
