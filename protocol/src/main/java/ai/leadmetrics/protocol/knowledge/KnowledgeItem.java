package ai.leadmetrics.protocol.knowledge;

/** Something the AI may answer, as the business says it. */
public record KnowledgeItem(String id, String question, String answer) {}
