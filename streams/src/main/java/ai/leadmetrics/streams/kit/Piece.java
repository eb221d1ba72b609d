package ai.leadmetrics.streams.kit;

/**
 * One element of a delivery, and what a dead letter of it keeps.
 *
 * @param alone a delivery that carries only this element: splitting it finds the same element
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are never changed
public record Piece(Element element, byte[] alone) {}
