import { Button, Center } from '@mantine/core';
import { IconDoorExit, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { ButtonLink } from '../../ui/links';
import { usePageTitle } from '../../ui/Page';
import { Time } from '../../ui/Time';
import { accountQuery } from './account';

/** What is left to do in an account that is closed or paused. */
export function ClosedPage() {
  const { t } = useTranslation('business');
  const account = useQuery(accountQuery);
  const title = account.data?.state === 'paused' ? t('closed.paused') : t('closed.title');
  usePageTitle(title);
  const eraseAt = account.data?.eraseAt;
  return (
    <Center mih="70vh">
      <EmptyState
        icon={IconDoorExit}
        level={1}
        title={title}
        text={account.data?.reason ?? t('closed.text')}
      >
        {eraseAt && (
          <p>
            {t('closed.eraseAt')} <Time at={eraseAt} />
          </p>
        )}
        <Button
          component="a"
          href="/api/v1/account/export"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('data.export')}
        </Button>
        {account.data?.state !== 'paused' && (
          <ButtonLink to="/new-business" variant="default">
            {t('closed.again')}
          </ButtonLink>
        )}
      </EmptyState>
    </Center>
  );
}
