import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConversationDetail } from '../../api/model';
import { SidePanel } from './SidePanel';

/** The side panel where there is no room beside the thread. */
export default function SideDrawer(props: {
  conversation: ConversationDetail;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      title={t('inbox.side.label')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <SidePanel conversation={props.conversation} />
    </Drawer>
  );
}
