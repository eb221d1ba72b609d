import { Alert, Button, Divider, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Warnings } from './Warnings';
import { oneOf } from '../../api/model';
import { useFormat } from '../../app/format';
import { Facts } from '../../ui/Facts';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import { Time } from '../../ui/Time';
import { InvoiceBadges } from './InvoiceBadges';
import { inRupees } from './money';
import { invoiceQuery, methods, pdfPath, type InvoiceDetail, type Side } from './queries';

const InvoiceActions = lazy(() => import('./InvoiceActions'));
const Books = lazy(() => import('./Books'));

export default function InvoiceDrawer(props: {
  side: Side;
  tenant: string;
  id: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('invoices');
  const { t: common } = useTranslation();
  return (
    <Drawer
      opened={props.id !== undefined}
      onClose={props.onClose}
      title={t('detail')}
      size="lg"
      position="right"
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      {props.id && <Detail key={props.id} side={props.side} tenant={props.tenant} id={props.id} />}
    </Drawer>
  );
}

function Detail(props: { side: Side; tenant: string; id: string }) {
  const { t } = useTranslation();
  const invoice = useQuery(invoiceQuery(props.side, props.tenant, props.id));
  if (invoice.isError) return <ProblemAlert error={invoice.error} onRetry={() => void invoice.refetch()} />;
  if (!invoice.data) {
    return (
      <Stack aria-busy aria-label={t('common.loading')}>
        <Skeleton h={28} w="60%" />
        <Skeleton h={160} />
      </Stack>
    );
  }
  return <Content side={props.side} invoice={invoice.data} />;
}

function Content({ side, invoice }: { side: Side; invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const day = (day: string | null) => format.date(day ?? '') || '–';
  const { summary, assessment } = invoice;
  return (
    <Stack gap="lg" data-testid="invoice">
      <Stack gap="xs">
        <Title order={2} size="h3">
          {summary.number ?? t(`origin.${summary.origin}`)}
        </Title>
        <InvoiceBadges invoice={summary} />
      </Stack>
      {invoice.problem && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('paymentFailed')}>
          {invoice.problem.reason} · <Time at={invoice.problem.at} />
        </Alert>
      )}
      <Warnings of={invoice.warnings} />
      <Facts
        items={[
          { label: t('column.customer'), value: <bdi>{invoice.buyer.legalName}</bdi> },
          { label: t('gstin'), value: invoice.buyer.gstin ?? t('unregistered') },
          { label: t('column.date'), value: day(summary.date) },
          { label: t('column.due'), value: day(summary.due) },
          ...(assessment ? [{ label: t('place'), value: assessment.placeOfSupply }] : []),
        ]}
      />
      {summary.number && (
        <Group>
          <Button
            component="a"
            href={pdfPath(side, summary.tenant, summary.id)}
            variant="light"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('download')}
          </Button>
        </Group>
      )}
      <Lines invoice={invoice} />
      {invoice.payments.length + invoice.writeOffs.length > 0 && <Payments invoice={invoice} />}
      {invoice.credits.length > 0 && <Credits side={side} invoice={invoice} />}
      {side === 'manage' && (
        <>
          <Divider />
          <Suspense>
            {summary.number && <Books invoice={summary} />}
            <InvoiceActions invoice={invoice} />
          </Suspense>
        </>
      )}
    </Stack>
  );
}

function Lines({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const a = invoice.assessment;
  const sums: [string, number][] = a
    ? [
        [t('sum.taxable'), a.taxable],
        ...(a.igst > 0 || a.supply !== 'intra_state'
          ? [[t('sum.igst'), a.igst] as [string, number]]
          : ([[t('sum.cgst'), a.cgst], [t('sum.sgst'), a.sgst]] as [string, number][])),
        ...(a.roundOff !== 0 ? [[t('sum.roundOff'), a.roundOff] as [string, number]] : []),
        [t('sum.total'), a.total],
      ]
    : [];
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('lines')}
      </Title>
      {!invoice.settled && (
        <Text size="sm" c="dimmed">
          {t('preview')}
        </Text>
      )}
      <Table>
        <Table.Tbody>
          {invoice.lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>
                <span dir="auto">{line.description}</span>
                <Text size="xs" c="dimmed">
                  {t('each', { quantity: line.quantity, price: inRupees(line.unit), sac: line.sac })}
                </Text>
              </Table.Td>
              <Table.Td ta="end">{inRupees(line.quantity * line.unit)}</Table.Td>
            </Table.Tr>
          ))}
          {sums.map(([label, amount], i) => (
            <Table.Tr key={label}>
              <Table.Td fw={i === sums.length - 1 ? 700 : undefined}>{label}</Table.Td>
              <Table.Td ta="end" fw={i === sums.length - 1 ? 700 : undefined}>
                {inRupees(amount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {a?.zeroRated && (
        <Text size="sm" c="dimmed">
          {t('zeroRated')}
        </Text>
      )}
    </Stack>
  );
}

function backWords(refund: InvoiceDetail['refunds'][number]) {
  if (refund.chargeback) return refund.revoked ? 'chargebackRevoked' : 'chargeback';
  return refund.revoked ? 'refundFailed' : 'refunded';
}

function Payments({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const by = (method: string) => {
    const known = oneOf(methods, method);
    return known ? t(`pay.methods.${known}`) : method.replaceAll('_', ' ');
  };
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('payments')}
      </Title>
      {invoice.payments.map((p) => (
        <Group key={p.id} justify="space-between">
          <Text size="sm">
            <Time at={p.at} /> · {by(p.method)} · <bdi>{p.reference}</bdi>
          </Text>
          <Text size="sm">
            {inRupees(p.received)}
            {p.tds > 0 && ` ${t('plusTds', { amount: inRupees(p.tds) })}`}
          </Text>
        </Group>
      ))}
      {invoice.refunds.map((refund) => (
        <Group key={refund.id} justify="space-between">
          <Text size="sm">
            <Time at={refund.at} /> · {t(backWords(refund))} · <bdi>{refund.id}</bdi>
          </Text>
          <Text size="sm" td={refund.revoked ? 'line-through' : undefined}>
            {inRupees(-refund.amount)}
          </Text>
        </Group>
      ))}
      {invoice.writeOffs.map((w) => (
        <Group key={w.id} justify="space-between">
          <Text size="sm">
            <Time at={w.at} /> · {t('writeOff.line')} · <span dir="auto">{w.reason}</span>
          </Text>
          <Text size="sm">{inRupees(w.amount)}</Text>
        </Group>
      ))}
    </Stack>
  );
}

function Credits({ side, invoice }: { side: Side; invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('credits')}
      </Title>
      {invoice.credits.map((c) => (
        <Group key={c.id} justify="space-between">
          <Text size="sm">
            {c.number ? (
              <a href={pdfPath(side, invoice.summary.tenant, invoice.summary.id, c.id)}>{c.number}</a>
            ) : (
              t('status.issuing')
            )}{' '}
            · <span dir="auto">{c.reason}</span>
          </Text>
          <Text size="sm">{inRupees(-c.assessment.total)}</Text>
        </Group>
      ))}
    </Stack>
  );
}
