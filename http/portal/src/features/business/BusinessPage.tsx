import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { Logo } from '../pictures/Logo';
import { BusinessForm } from './BusinessForm';
import { CloseAccount } from './CloseAccount';
import { save, useSave, type Settings } from './settings';
import { SettingsPage } from './SettingsForm';

export function BusinessPage() {
  const { t } = useTranslation('business');
  const owner = useMay('billing.manage');
  return (
    <SettingsPage title={t('business.title')} lead={t('business.lead')}>
      {(settings) => (
        <>
          <Logo />
          <OwnBusiness settings={settings} />
          {owner && (
            <Paper withBorder radius="lg" p="md" mt="xl" maw={760}>
              <Title order={2} size="h4">
                {t('data.title')}
              </Title>
              <Text size="sm" c="dimmed" my="xs">
                {t('data.text')}
              </Text>
              <Group>
                <Button
                  component="a"
                  href="/api/v1/account/export"
                  variant="default"
                  leftSection={<IconDownload size={16} aria-hidden />}
                >
                  {t('data.export')}
                </Button>
                <CloseAccount id={settings.id} />
              </Group>
            </Paper>
          )}
        </>
      )}
    </SettingsPage>
  );
}

function OwnBusiness({ settings }: { settings: Settings }) {
  return <BusinessForm settings={settings} saving={useSave(save.business)} />;
}
