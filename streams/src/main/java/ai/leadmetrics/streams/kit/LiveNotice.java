package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;

/**
 * Something that a client on the live socket may want to fetch again.
 *
 * @param topic inbox, conversation:&lt;id&gt;, leads, agent-run:&lt;id&gt;
 * @param type the event's stored type name
 * @param entity local id
 */
@Port
public record LiveNotice(
    TenantId tenant, String topic, String type, String entity, Position position) {}
