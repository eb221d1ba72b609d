import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function RebuildDialog(props: {
  view: string | undefined;
  onCancel: () => void;
  onConfirm: (view: string) => void;
}) {
  const { t } = useTranslation();
  const { view } = props;
  return (
    <Modal
      opened={view !== undefined}
      onClose={props.onCancel}
      title={t('overview.rebuild')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text size="sm">{t('overview.rebuildSure', { view })}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
        <Button onClick={() => view && props.onConfirm(view)}>{t('overview.rebuild')}</Button>
      </Group>
    </Modal>
  );
}
