package ai.leadmetrics.streams.agents;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.TokenUsage;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A chat model, whoever provides it. Calls block: they belong on virtual threads. */
final class Model {
  /** Answers from what the business wrote itself, at no cost. */
  static final Model OFFLINE =
      of(
          new ModelSettings(
              ModelSettings.Provider.OFFLINE,
              OfflineModel.NAME,
              "",
              "",
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              0,
              false,
              0));

  /** A checked answer and what it cost. */
  record Answered(LeadAnswer answer, long inputTokens, long outputTokens) {}

  private final String name;
  private final boolean offline;
  private final String secret;
  private final ChatModel chat;
  private final Throttle throttle;

  Model(ModelSettings settings, ChatModel chat) {
    this.name = settings.name();
    this.offline = settings.provider() == ModelSettings.Provider.OFFLINE;
    this.secret = settings.apiKey();
    this.chat = chat;
    this.throttle = Throttle.perMinute(settings.requestsPerMinute());
  }

  static Model of(ModelSettings settings) {
    return new Model(settings, chat(settings));
  }

  static List<Model> chain(List<ModelSettings> settings) {
    return settings.stream().map(Model::of).toList();
  }

  String name() {
    return name;
  }

  /** Whether no provider is asked. */
  boolean offline() {
    return offline;
  }

  /**
   * Waits for its turn, asks once and checks what comes back.
   *
   * @throws RuntimeException when the provider fails or its answer is {@link LeadAnswer.Invalid}
   */
  Answered answer(LeadPrompt prompt) {
    throttle.take();
    var request = ChatRequest.builder().messages(prompt.messages());
    if (chat.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA)) {
      request.responseFormat(LeadAnswer.format());
    }
    var response = chat.chat(request.build());
    var usage = Objects.requireNonNullElse(response.tokenUsage(), new TokenUsage());
    return new Answered(
        LeadAnswer.parse(response.aiMessage().text()),
        Objects.requireNonNullElse(usage.inputTokenCount(), 0),
        Objects.requireNonNullElse(usage.outputTokenCount(), 0));
  }

  /** What went wrong, short and without our key. */
  String describe(RuntimeException failure) {
    var message = Objects.requireNonNullElse(failure.getMessage(), "");
    var safe = secret.isEmpty() ? message : message.replace(secret, "***");
    var text = name + ": " + failure.getClass().getSimpleName() + ": " + safe;
    return text.length() > 300 ? text.substring(0, 300) : text;
  }

  /** Retries are counted in one place, so the libraries' own are off. */
  private static ChatModel chat(ModelSettings settings) {
    return switch (settings.provider()) {
      case OFFLINE -> new OfflineModel();
      case ANTHROPIC -> anthropic(settings);
      case OPENAI -> openAi(settings);
      case GEMINI -> gemini(settings);
      case OLLAMA -> ollama(settings);
    };
  }

  private static ChatModel anthropic(ModelSettings settings) {
    var builder =
        AnthropicChatModel.builder()
            .httpClientBuilder(http(settings))
            .apiKey(settings.apiKey())
            .modelName(settings.name())
            .maxTokens(settings.maxOutputTokens())
            .timeout(settings.timeout())
            // Our instructions are the same for every customer.
            .cacheSystemMessages(true)
            .supportedCapabilities(capabilities(settings))
            .maxRetries(0);
    return (settings.baseUrl().isEmpty() ? builder : builder.baseUrl(settings.baseUrl())).build();
  }

  private static ChatModel openAi(ModelSettings settings) {
    var builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(http(settings))
            .apiKey(settings.apiKey())
            .modelName(settings.name())
            .maxCompletionTokens(settings.maxOutputTokens())
            .timeout(settings.timeout())
            .supportedCapabilities(capabilities(settings))
            .strictJsonSchema(true)
            .maxRetries(0);
    return (settings.baseUrl().isEmpty() ? builder : builder.baseUrl(settings.baseUrl())).build();
  }

  private static ChatModel gemini(ModelSettings settings) {
    var builder =
        GoogleAiGeminiChatModel.builder()
            .httpClientBuilder(http(settings))
            .apiKey(settings.apiKey())
            .modelName(settings.name())
            .maxOutputTokens(settings.maxOutputTokens())
            .timeout(settings.timeout())
            .supportedCapabilities(capabilities(settings))
            .maxRetries(0);
    return (settings.baseUrl().isEmpty() ? builder : builder.baseUrl(settings.baseUrl())).build();
  }

  private static ChatModel ollama(ModelSettings settings) {
    var url = settings.baseUrl().isEmpty() ? "http://localhost:11434" : settings.baseUrl();
    return OllamaChatModel.builder()
        .httpClientBuilder(http(settings))
        .baseUrl(url)
        .modelName(settings.name())
        .numPredict(settings.maxOutputTokens())
        .timeout(settings.timeout())
        .supportedCapabilities(capabilities(settings))
        .maxRetries(0)
        .build();
  }

  private static Set<Capability> capabilities(ModelSettings settings) {
    return settings.jsonSchema() ? Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA) : Set.of();
  }

  private static HttpClientBuilder http(ModelSettings settings) {
    var client = HttpClient.newBuilder();
    if (settings.baseUrl().startsWith("http:")) {
      // Small local servers stumble over the offer to upgrade to HTTP/2.
      client.version(HttpClient.Version.HTTP_1_1);
    }
    return new JdkHttpClientBuilder()
        .httpClientBuilder(client)
        .connectTimeout(settings.connectTimeout())
        .readTimeout(settings.timeout());
  }
}
