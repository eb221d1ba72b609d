package ai.leadmetrics.streams.connect;

import ai.leadmetrics.streams.connect.razorpay.RazorpaySource;
import ai.leadmetrics.streams.connect.webform.WebFormSource;
import ai.leadmetrics.streams.connect.whatsapp.WhatsAppSource;
import ai.leadmetrics.streams.kit.WebhookSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every provider that delivers to us: one line each. */
public final class Sources {
  public static final List<WebhookSource> ALL =
      List.of(new WhatsAppSource(), new WebFormSource(), new RazorpaySource());

  /** By {@link WebhookSource#name()}. */
  public static final Map<String, WebhookSource> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(WebhookSource::name, Function.identity()));

  private Sources() {}
}
