import { Anchor } from '@mantine/core';
import {
  IconFile,
  IconHelpCircle,
  IconMapPin,
  IconMicrophone,
  IconPhoto,
  IconShoppingCart,
  IconSticker,
  IconUser,
  IconVideo,
  IconVolume,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, MessageContent } from '../../api/model';
import { useLabel } from '../../ui/label';
import { LongText } from './LongText';
import classes from './Thread.module.css';

const mediaIcons = {
  image: IconPhoto,
  voice: IconMicrophone,
  audio: IconVolume,
  video: IconVideo,
  document: IconFile,
  sticker: IconSticker,
} as const;

/** What a message holds, each kind in its own form. */
export function Content({ message }: { message: Message }): ReactNode {
  const { t } = useTranslation();
  const { content } = message;
  if (message.deleted) return <em className={classes.gone}>{t('inbox.thread.deleted')}</em>;
  if (!content) return <LongText text={message.text} />;
  switch (content.type) {
    case 'text':
      return <LongText text={message.text} />;
    case 'choice':
      return (
        <>
          <LongText text={content.title} />
          {content.description && <div className={classes.note}>{content.description}</div>}
        </>
      );
    case 'media':
      return <Media content={content} />;
    case 'location':
      return <Location content={content} />;
    case 'contacts':
      return (
        <>
          {content.cards.map((card, i) => (
            <Part key={i} icon={<IconUser size={18} aria-hidden />} title={card.name}>
              {[card.company, ...card.phones, ...card.emails].filter(Boolean).join(' · ')}
            </Part>
          ))}
        </>
      );
    case 'order':
      return <Order content={content} />;
    case 'form-answer':
      return (
        <>
          {content.message && <LongText text={content.message} />}
          <dl className={classes.fields}>
            {content.fields.map((field, i) => (
              <div key={i}>
                <dt>{field.label}</dt>
                <dd dir="auto">{field.value}</dd>
              </div>
            ))}
          </dl>
        </>
      );
    case 'unsupported':
      return (
        <Part
          icon={<IconHelpCircle size={18} aria-hidden />}
          title={t('inbox.content.unsupported')}
        >
          {t('inbox.content.unsupportedHint')}
        </Part>
      );
    case 'system':
      return content.text;
    default:
      // A kind of a newer server still has words.
      return <LongText text={message.text} />;
  }
}

/** Yen have no minor unit, dinars a smaller one than paise. */
function price(amount: { minor: number; currency: string }, language: string): string {
  const style = { style: 'currency', currency: amount.currency } as const;
  const digits = new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits ?? 2;
  const minimumFractionDigits = amount.minor % 10 ** digits === 0 ? 0 : digits;
  return new Intl.NumberFormat(language === 'en' ? 'en-IN' : language, {
    ...style,
    minimumFractionDigits,
  }).format(amount.minor / 10 ** digits);
}

type Of<T extends MessageContent['type']> = Extract<MessageContent, { type: T }>;

function Part(props: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className={classes.part}>
      {props.icon}
      <div>
        <bdi className={classes.partTitle}>{props.title}</bdi>
        {props.children && <div className={classes.note}>{props.children}</div>}
      </div>
    </div>
  );
}

function Media({ content }: { content: Of<'media'> }) {
  const { t } = useTranslation();
  const label = useLabel();
  const Icon = mediaIcons[content.media];
  return (
    <>
      <Part
        icon={<Icon size={18} aria-hidden />}
        title={content.fileName ?? label('inbox.content.media', content.media)}
      >
        {content.viewOnce ? t('inbox.content.viewOnce') : t('inbox.content.onPhone')}
      </Part>
      {content.caption && <LongText text={content.caption} />}
    </>
  );
}

function Location({ content }: { content: Of<'location'> }) {
  const { t } = useTranslation();
  const at = `${content.latitude},${content.longitude}`;
  return (
    <Part
      icon={<IconMapPin size={18} aria-hidden />}
      title={content.name ?? t('inbox.content.location')}
    >
      {content.address && <div dir="auto">{content.address}</div>}
      <Anchor
        size="xs"
        href={`https://www.openstreetmap.org/?mlat=${content.latitude}&mlon=${content.longitude}#map=16/${content.latitude}/${content.longitude}`}
        target="_blank"
        rel="noreferrer"
      >
        {t('inbox.content.map', { at })}
      </Anchor>
    </Part>
  );
}

function Order({ content }: { content: Of<'order'> }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Part
        icon={<IconShoppingCart size={18} aria-hidden />}
        title={t('inbox.content.order', { count: content.items.length })}
      >
        <ul className={classes.items}>
          {content.items.map((item, i) => (
            <li key={i}>
              {item.quantity} × <bdi>{item.productId}</bdi>
              {item.price && ` · ${price(item.price, i18n.language)}`}
            </li>
          ))}
        </ul>
        {t('inbox.content.orderHint')}
      </Part>
      {content.note && <LongText text={content.note} />}
    </>
  );
}

/** What a message answers, and the ad that led to it. */
export function Context({ message }: { message: Message }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { quote, referral, forwarded } = message.context;
  return (
    <>
      {forwarded && (
        <div className={classes.note}>{label('inbox.content.forwarded', forwarded)}</div>
      )}
      {referral && (
        <div className={classes.quote} data-testid="referral">
          <strong>
            {referral.sourceType === 'post'
              ? t('inbox.content.post')
              : t('inbox.content.ad')}
          </strong>
          <bdi>{referral.headline ?? referral.sourceId}</bdi>
          {referral.body && <div className={classes.note}>{referral.body}</div>}
          {referral.sourceUrl?.startsWith('https://') && (
            <Anchor size="xs" href={referral.sourceUrl} target="_blank" rel="noreferrer">
              {t('inbox.content.openAd')}
            </Anchor>
          )}
        </div>
      )}
      {quote && (
        <blockquote className={classes.quote} data-testid="quote">
          {quote.author && <strong>{label('inbox.thread.author', quote.author)}</strong>}
          {quote.product && (
            <div>{t('inbox.content.product', { product: quote.product.productId })}</div>
          )}
          {(quote.text ?? !quote.product) && (
            <div dir="auto">{quote.text ?? t('inbox.content.earlier')}</div>
          )}
        </blockquote>
      )}
    </>
  );
}

/** The emoji that were put on a message. */
export function Reactions({ reactions }: { reactions: Message['reactions'] }) {
  const { t } = useTranslation();
  const label = useLabel();
  if (reactions.length === 0) return null;
  return (
    <div className={classes.reactions} data-testid="reactions">
      {reactions.map((reaction) => (
        <span
          key={reaction.by}
          role="img"
          aria-label={t('inbox.content.reaction', {
            emoji: reaction.emoji,
            who: label('inbox.thread.author', reaction.by),
          })}
        >
          {reaction.emoji}
        </span>
      ))}
    </div>
  );
}
