import { Button, Group, SegmentedControl, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { useMe } from '../../app/session';
import { Choice } from '../../ui/Choice';
import { ProblemAlert } from '../../ui/ProblemAlert';
import classes from './Notifications.module.css';
import { previewQuery, templatesQuery } from './queries';

/** Every mail with made-up values, as its reader would see it; any can be sent as a test. */
export function TemplatesTab() {
  const { t } = useTranslation('notifications');
  const search = useSearch({ from: '/signed-in/manage/mail' });
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery);
  const chosen = search.template ?? templates.data?.items[0]?.name;
  return (
    <div className={classes.beside}>
      <div>
        {templates.isError && (
          <ProblemAlert error={templates.error} onRetry={() => void templates.refetch()} />
        )}
        {templates.isPending && <Skeleton h={36} />}
        {templates.data && (
          <Stack gap="lg">
            <Choice
              label={t('mail.templates')}
              value={chosen}
              data={templates.data.items.map((m) => m.name)}
              onChange={(e) =>
                void navigate({
                  to: '/manage/mail',
                  search: { tab: 'templates', template: e.currentTarget.value },
                  replace: true,
                })
              }
            />
            {chosen && <Test key={chosen} template={chosen} />}
          </Stack>
        )}
      </div>
      <div>{chosen && <Preview template={chosen} />}</div>
    </div>
  );
}

function Preview({ template }: { template: string }) {
  const { t } = useTranslation('notifications');
  const [view, setView] = useState('html');
  const preview = useQuery(previewQuery(template));
  if (preview.isError) {
    return <ProblemAlert error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  if (!preview.data) return <Skeleton h={560} radius="md" />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text fw={650}>{preview.data.subject}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t('mail.view')}
          value={view}
          data={[
            { value: 'html', label: t('mail.html') },
            { value: 'text', label: t('mail.plain') },
          ]}
          onChange={setView}
        />
      </Group>
      {view === 'html' ? (
        // Without a single right: neither scripts nor forms nor a way out of the frame.
        <iframe
          sandbox=""
          className={classes.frame}
          title={t('mail.preview', { template })}
          srcDoc={preview.data.html}
        />
      ) : (
        <pre className={classes.plain}>{preview.data.text}</pre>
      )}
    </Stack>
  );
}

function Test({ template }: { template: string }) {
  const { t } = useTranslation('notifications');
  const me = useMe();
  const [to, setTo] = useState(me.email);
  const test = useMutation({
    mutationFn: () =>
      done(
        api.POST('/api/v1/manage/mail/templates/{name}/test', {
          params: { path: { name: template } },
          body: { to, language: 'en' },
        }),
      ),
  });
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        test.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput
          type="email"
          required
          label={t('mail.testTo')}
          value={to}
          onChange={(e) => {
            test.reset();
            setTo(e.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" loading={test.isPending}>
          {t('mail.test')}
        </Button>
        <ProblemAlert error={test.error} />
        <Text size="sm" role="status">
          {test.isSuccess && t('mail.tested', { to })}
        </Text>
      </Stack>
    </form>
  );
}
