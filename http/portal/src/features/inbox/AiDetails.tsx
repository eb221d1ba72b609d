import { Badge, Popover, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/model';
import { agentRunQuery } from '../../api/queries';
import { useFormat } from '../../app/format';
import { useMay } from '../../app/session';
import { Facts } from '../../ui/Facts';
import { useLabel } from '../../ui/label';

/** How the AI came to an answer, beside the button that asked for it. */
export default function AiDetails(props: {
  ai: NonNullable<Message['ai']>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const label = useLabel();
  const { ai } = props;
  const mayReadRuns = useMay('agents.read');
  const run = useQuery({ ...agentRunQuery(ai.runId), enabled: mayReadRuns }).data;
  return (
    <Popover opened onChange={props.onClose} position="top" width={280} shadow="md" withArrow trapFocus>
      <Popover.Target>{props.children}</Popover.Target>
      <Popover.Dropdown
        aria-label={t('inbox.ai.title')}
        data-testid="ai-details"
        tabIndex={-1}
        data-autofocus
      >
        <Stack gap={4}>
          <Text fw={650} size="sm">
            {t('inbox.ai.title')}
          </Text>
          {ai.offline && (
            <>
              <Badge color="gray">{t('inbox.ai.offline')}</Badge>
              <Text size="xs" c="dimmed">
                {t('inbox.ai.offlineHint')}
              </Text>
            </>
          )}
          <Facts
            items={[
              { label: t('inbox.ai.model'), value: <bdi>{ai.model}</bdi> },
              { label: t('inbox.ai.confidence'), value: format.percent(ai.confidence) },
              { label: t('inbox.ai.action'), value: label('inbox.ai.actions', ai.action) },
              {
                label: t('inbox.ai.language'),
                value: ai.language
                  ? languageName(i18n.language, ai.language)
                  : t('common.unknown'),
              },
              { label: t('inbox.ai.latency'), value: format.duration(ai.latencyMs) },
              ...(run
                ? [
                    {
                      label: t('inbox.ai.tokens'),
                      value: format.number(run.inputTokens + run.outputTokens),
                    },
                    { label: t('inbox.ai.attempts'), value: format.number(run.attempts) },
                  ]
                : []),
            ]}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** "Hindi" for "hi"; what is no language tag is shown as it came. */
function languageName(locale: string, tag: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
