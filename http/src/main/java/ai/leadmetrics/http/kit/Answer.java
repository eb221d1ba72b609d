package ai.leadmetrics.http.kit;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;

/** A response body with headers of its own. */
public record Answer<R>(R body, List<HttpHeader> headers) {}
