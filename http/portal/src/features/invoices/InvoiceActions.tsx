import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { Choice } from '../../ui/Choice';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { SureButton } from '../../ui/SureButton';
import { LineFields, toRequest } from './LineFields';
import { toPaise } from './money';
import { methods, tdsSectionsQuery, type InvoiceDetail } from './queries';
import { path, useAction } from './useAction';

const WriteOff = lazy(() => import('./WriteOff'));

/** What whoever runs the platform can do with an invoice, by where it stands. */
export default function InvoiceActions({ invoice }: { invoice: InvoiceDetail }) {
  const { status } = invoice.summary;
  if (status === 'draft') return <Draft invoice={invoice} />;
  if (status !== 'issued' && status !== 'paid') return null;
  return (
    <Stack gap="lg">
      {invoice.summary.open > 0 && <Payment key={invoice.summary.open} invoice={invoice} />}
      {invoice.summary.open > 0 && (
        <Suspense>
          <WriteOff key={invoice.summary.open} invoice={invoice} />
        </Suspense>
      )}
      {invoice.credited < (invoice.assessment?.total ?? 0) && <CreditNote invoice={invoice} />}
    </Stack>
  );
}

function Draft({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const params = path(invoice);
  const [kept, setKept] = useState(() =>
    invoice.lines.map((l) => ({
      description: l.description,
      quantity: String(l.quantity),
      price: (l.unit / 100).toFixed(2),
    })),
  );
  const [lines, setLines] = useState(kept);
  const wanted = toRequest(lines);
  const keep = async () => {
    await done(
      api.PUT('/api/v1/manage/invoices/{tenant}/{id}/lines', {
        params,
        body: { lines: wanted ?? [], reverseCharge: invoice.reverseCharge, note: invoice.note },
      }),
    );
    setKept(lines);
  };
  const change = useAction(invoice, keep);
  // What is issued is what stands on the screen.
  const issue = useAction(invoice, async () => {
    if (lines !== kept) await keep();
    await done(api.POST('/api/v1/manage/invoices/{tenant}/{id}/issue', { params }));
  });
  const discard = useAction(invoice, () =>
    done(api.POST('/api/v1/manage/invoices/{tenant}/{id}/discard', { params })),
  );
  const busy = change.isPending || issue.isPending || discard.isPending;
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t('draft.edit')}
      </Title>
      <LineFields lines={lines} onChange={setLines} />
      <ProblemAlert error={lastError(change, issue, discard)} />
      <Group>
        <Button
          variant="default"
          disabled={!wanted || busy || lines === kept}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {t('draft.saveLines')}
        </Button>
        <Button disabled={busy || !wanted?.length} loading={issue.isPending} onClick={() => issue.mutate()}>
          {t('draft.issue')}
        </Button>
        <SureButton
          variant="subtle"
          disabled={busy}
          loading={discard.isPending}
          sure={t('draft.discardSure')}
          onSure={() => discard.mutate()}
        >
          {t('draft.discard')}
        </SureButton>
      </Group>
      <Text size="xs" c="dimmed">
        {t('draft.issueHint')}
      </Text>
    </Stack>
  );
}

function Payment({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const [received, setReceived] = useState((invoice.summary.open / 100).toFixed(2));
  const sections = useQuery(tdsSectionsQuery).data?.items ?? [];
  const [section, setSection] = useState('');
  const [tds, setTds] = useState('0');
  const [method, setMethod] = useState<string>(methods[0]);
  const [reference, setReference] = useState('');
  const amount = toPaise(received);
  const withheld = toPaise(tds || '0');
  const ready = amount !== undefined && withheld !== undefined && reference.trim() !== '';
  const pay = useAction(invoice, () =>
    done(
      api.POST('/api/v1/manage/invoices/{tenant}/{id}/payments', {
        params: path(invoice),
        body: {
          received: amount ?? 0,
          tds: withheld ?? 0,
          tdsSection: section || null,
          method,
          reference: reference.trim(),
        },
      }),
    ),
  );
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (ready) pay.mutate();
  };
  // TDS is counted on the value without GST, up to the next rupee (CBDT circular 23/2017).
  const choose = (chosen: string) => {
    const rate = sections.find((s) => s.section === chosen)?.rate ?? 0;
    const kept = Math.ceil((invoice.summary.taxable * rate) / 1_000_000) * 100;
    setSection(chosen);
    setTds((kept / 100).toFixed(2));
    setReceived((Math.max(0, invoice.summary.open - kept) / 100).toFixed(2));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t('pay.title')}
        </Title>
        <Group grow align="flex-start">
          <TextInput
            label={t('pay.received')}
            inputMode="decimal"
            value={received}
            onChange={(e) => setReceived(e.currentTarget.value)}
          />
          <TextInput
            label={t('pay.tds')}
            inputMode="decimal"
            value={tds}
            onChange={(e) => setTds(e.currentTarget.value)}
          />
        </Group>
        <Choice
          label={t('pay.tdsSection')}
          description={t('pay.tdsHint')}
          data={[
            { value: '', label: t('pay.noTds') },
            ...sections.map((s) => ({ value: s.section, label: `${s.law}: ${s.title} (${s.rate / 100} %)` })),
          ]}
          value={section}
          onChange={(e) => choose(e.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <Choice
            label={t('pay.method')}
            data={methods.map((m) => ({ value: m, label: t(`pay.methods.${m}`) }))}
            value={method}
            onChange={(e) => setMethod(e.currentTarget.value)}
          />
          <TextInput
            label={t('pay.reference')}
            withAsterisk
            value={reference}
            onChange={(e) => setReference(e.currentTarget.value)}
          />
        </Group>
        <ProblemAlert error={pay.error} />
        <Group>
          <Button type="submit" disabled={!ready} loading={pay.isPending}>
            {t('pay.record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CreditNote({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const lines = invoice.assessment?.lines ?? [];
  const [line, setLine] = useState('');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const taxable = toPaise(amount);
  const ready = reason.trim() !== '' && (line === '' || taxable !== undefined);
  const credit = useAction(invoice, () =>
    done(
      api.POST('/api/v1/manage/invoices/{tenant}/{id}/credit-notes', {
        params: path(invoice),
        body: { reason: reason.trim(), lines: line === '' ? [] : [{ line, taxable: taxable ?? 0 }] },
      }),
    ),
  );
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (ready) credit.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t('credit.title')}
        </Title>
        <Group grow align="flex-start">
          <Choice
            label={t('credit.what')}
            data={[
              { value: '', label: t('credit.everything') },
              ...lines.map((l) => ({ value: l.line.id, label: l.line.description })),
            ]}
            value={line}
            onChange={(e) => setLine(e.currentTarget.value)}
          />
          {line !== '' && (
            <TextInput
              label={t('credit.amount')}
              inputMode="decimal"
              value={amount}
              onChange={(e) => setAmount(e.currentTarget.value)}
            />
          )}
        </Group>
        <TextInput
          label={t('credit.reason')}
          withAsterisk
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
        />
        <ProblemAlert error={credit.error} />
        <Group>
          <Button type="submit" variant="light" color="red" disabled={!ready} loading={credit.isPending}>
            {t('credit.issue')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('credit.hint')}
        </Text>
      </Stack>
    </form>
  );
}
