package ai.leadmetrics.entities.kit;

/** What an entity holds in memory and in its snapshots. */
record Held<S>(S state, RecentIds recent) {}
