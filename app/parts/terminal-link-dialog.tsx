import { ExternalLink } from 'lucide-react';
import { useText } from '../locales/use-text';
import { buttonClass } from '../ui/button-look';
import { Dialog } from '../ui/dialog';

/** Asks before an address that was printed in a terminal is opened: anybody's file can print one. */
export function TerminalLinkDialog({ url, onClose }: { url: string | undefined; onClose: () => void }) {
  const t = useText('terminal');
  return (
    <Dialog
      title={t('linkTitle')}
      description={t('linkLead')}
      isOpen={url !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className="rounded-2 bg-sunken p-3 font-mono text-small break-all">{url}</p>
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className={buttonClass({ kind: 'primary' })}
        onClick={onClose}
      >
        <ExternalLink />
        {t('linkOpen')}
      </a>
    </Dialog>
  );
}
