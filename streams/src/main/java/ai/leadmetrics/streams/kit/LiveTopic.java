package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.identity.Permission;

/**
 * What live clients can subscribe to.
 *
 * @param name of a list, for example {@code inbox}; one that ends in a colon is followed by the id
 *     of an entity, for example {@code conversation:}
 * @param permission that a subscriber needs
 */
@Port
public record LiveTopic(String name, Permission permission) {}
