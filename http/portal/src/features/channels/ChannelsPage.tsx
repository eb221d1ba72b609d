import { Button, Paper, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../../api/queries';
import { EmptyState } from '../../ui/EmptyState';
import { Lazily } from '../../ui/Lazily';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { ChannelCard } from './ChannelCard';
import { Unlock } from '../plans/Unlock';

const CreateChannel = lazy(() => import('./CreateChannel'));

export function ChannelsPage() {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery);
  const [creating, dialog] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
      {t('channels.add')}
    </Button>
  );
  const items = channels.data?.items;
  return (
    <Page
      title={t('channels.title')}
      lead={t('channels.lead')}
      actions={items && items.length > 0 && add}
    >
      <Unlock limit="channels" />
      {channels.isError && (
        <ProblemAlert error={channels.error} onRetry={() => void channels.refetch()} />
      )}
      {channels.isPending && <Skeleton h={110} radius="lg" />}
      {items?.length === 0 && (
        <Paper withBorder radius="lg">
          <EmptyState
            icon={IconPlugConnected}
            title={t('channels.empty.title')}
            text={t('channels.empty.text')}
          >
            {add}
          </EmptyState>
        </Paper>
      )}
      {items && items.length > 0 && (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('channels.list')}>
          {items.map((c) => (
            <ChannelCard key={c.id} channel={c} />
          ))}
        </Stack>
      )}
      <Lazily when={creating}>
        <CreateChannel opened={creating} onClose={dialog.close} />
      </Lazily>
    </Page>
  );
}
